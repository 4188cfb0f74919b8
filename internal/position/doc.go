// Package position finds where each party stands. In: the sentences of a
// document with their trees, its actors and statements, its acts, and the
// matcher of a talks file. Out: positions, each with its holder, issue,
// stance, evidence and the rule that found it.
//
// A sentence refers to an issue's claim, or to its contrary, at a word. From
// that word the finder climbs the tree and lets each governor act on the sign
// that it has so far: "opposes lifting" turns it, "denied that" turns it
// back. A governor that is somebody's attitude makes that party a holder of
// what the sign then is; the sense of the words is in stances.txt.
package position
