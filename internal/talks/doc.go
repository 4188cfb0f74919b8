// Package talks knows one negotiation. In: the bytes of a talks file (YAML),
// and the sentences of an article with their trees. Out: the file's parties
// and issues, validated with the line of each fault; and, from a Matcher that
// is compiled once a file, the places where a sentence refers to an issue's
// claim or to its contrary, each with the words that say so.
//
// A talks file names parties and issues and nothing else. How an article may
// refer to a claim is worked out from the claim's own words, by way of the
// families, contraries and kin of political English in data/.
package talks
