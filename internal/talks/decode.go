package talks

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"demarche"

	"go.yaml.in/yaml/v3"
)

// file is a talks file as it is read, with the line of everything in it.
type file struct {
	talks       demarche.Talks
	partyLines  []int
	issueLines  []int
	titleLine   int
	usable      bool // the YAML itself could be read
	problems    []Problem
	partiesSeen bool
	issuesSeen  bool
}

var (
	topKeys   = []string{"talks", "title", "parties", "issues"}
	partyKeys = []string{"id", "name", "aliases", "members"}
	issueKeys = []string{"id", "claim", "terms", "opposites"}
)

var yamlLine = regexp.MustCompile(`line (\d+): `)

func (f *file) fault(line int, hint, format string, args ...any) {
	f.problems = append(f.problems, Problem{Line: line, Cause: fmt.Sprintf(format, args...), Hint: hint})
}

func (f *file) sortProblems() {
	last := func(p Problem) int {
		if p.Line == 0 {
			return math.MaxInt // what the file lacks as a whole comes last
		}
		return p.Line
	}
	sort.SliceStable(f.problems, func(i, j int) bool { return last(f.problems[i]) < last(f.problems[j]) })
}

// decode reads the YAML into a file. A byte-order mark is passed over.
func decode(data []byte) *file {
	f := &file{}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !f.readable(data) {
		return f
	}
	root, ok := f.yaml(data)
	if !ok {
		return f
	}
	f.usable = root.Kind == yaml.MappingNode
	f.mapping(root, "the file", topKeys, map[string]func(*yaml.Node){
		"talks":   func(n *yaml.Node) { f.talks.ID = f.text(n, "talks") },
		"title":   func(n *yaml.Node) { f.titleLine = n.Line; f.talks.Title = f.text(n, "title") },
		"parties": f.parties,
		"issues":  f.issues,
	})
	return f
}

// readable reports bytes that no YAML reader should be given.
func (f *file) readable(data []byte) bool {
	switch {
	case len(data) > MaxBytes:
		f.fault(0, "split it: one file for one negotiation", "the file has %d bytes, more than %d", len(data), MaxBytes)
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		f.fault(1, "save the file as UTF-8", "the file is UTF-16")
	case !utf8.Valid(data):
		f.fault(badLine(data), "save the file as UTF-8", "the file is not UTF-8")
	case len(bytes.TrimSpace(data)) == 0:
		f.fault(0, "name the parties and the issues; see the README for an example", "the file is empty")
	default:
		return f.noTabs(data)
	}
	return false
}

func badLine(data []byte) int {
	line := 1
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n <= 1 {
			return line
		}
		if r == '\n' {
			line++
		}
		data = data[n:]
	}
	return line
}

// noTabs finds a tab that indents a line: YAML forbids it, and the reader's
// own message does not say so.
func (f *file) noTabs(data []byte) bool {
	for i, line := range strings.Split(string(data), "\n") {
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if strings.Contains(indent, "\t") && strings.TrimSpace(line) != "" {
			f.fault(i+1, "indent with blanks", "a tab indents the line, which YAML does not allow")
			return false
		}
	}
	return true
}

func (f *file) yaml(data []byte) (*yaml.Node, bool) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		msg, line := strings.TrimPrefix(err.Error(), "yaml: "), 0
		if m := yamlLine.FindStringSubmatch(msg); m != nil {
			line, _ = strconv.Atoi(m[1])
			msg = strings.Replace(msg, m[0], "", 1)
		}
		f.fault(line, "check quotation marks, colons and indentation there; put text that holds a colon in quotation marks", "not YAML: %s", msg)
		return nil, false
	}
	if len(doc.Content) == 0 {
		f.fault(0, "name the parties and the issues; see the README for an example", "the file holds nothing but comments")
		return nil, false
	}
	return doc.Content[0], true
}

// mapping calls the function of each key of n, and reports unknown and
// doubled keys.
func (f *file) mapping(n *yaml.Node, what string, keys []string, set map[string]func(*yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		f.fault(n.Line, "write it with the keys "+strings.Join(keys, ", "), "%s is not a mapping", what)
		return
	}
	seen := map[string]int{}
	rejoin(n)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if line, twice := seen[k.Value]; twice {
			f.fault(k.Line, "keep one of them", "key %q stands a second time, first in line %d", k.Value, line)
			continue
		}
		seen[k.Value] = k.Line
		fn, known := set[k.Value]
		if !known {
			f.fault(k.Line, unknownHint(k.Value, keys), "unknown key %q in %s", k.Value, what)
			continue
		}
		fn(v)
	}
}

// rejoin puts a text together again that YAML has cut at a comma within
// brackets: in {name: The front (A, B)} it sees a key "B)". People write so.
func rejoin(n *yaml.Node) {
	if n.Style&yaml.FlowStyle == 0 {
		return
	}
	out := n.Content[:0:0]
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if last := len(out) - 1; last > 0 && v.Tag == "!!null" && v.Value == "" && out[last].Kind == yaml.ScalarNode &&
			strings.Count(out[last].Value, "(") > strings.Count(out[last].Value, ")") {
			joined := *out[last]
			joined.Value += ", " + k.Value
			out[last] = &joined
			continue
		}
		out = append(out, k, v)
	}
	n.Content = out
}

func unknownHint(key string, keys []string) string {
	for _, k := range keys {
		if strings.EqualFold(k, key) || strings.TrimSuffix(k, "s") == strings.TrimSuffix(strings.ToLower(key), "s") ||
			len(key) >= 3 && strings.HasPrefix(k, strings.ToLower(key[:3])) || shuffled(k, key) {
			return fmt.Sprintf("did you mean %q?", k)
		}
	}
	return "the keys are " + strings.Join(keys, ", ")
}

// shuffled reports that two words have the same letters: "nmae".
func shuffled(a, b string) bool {
	x, y := []byte(a), []byte(strings.ToLower(b))
	slices.Sort(x)
	slices.Sort(y)
	return string(x) == string(y)
}

// text returns the words of a scalar.
func (f *file) text(n *yaml.Node, key string) string {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		n = n.Alias
	}
	if n.Kind != yaml.ScalarNode {
		f.fault(n.Line, "write one text", "%q is not a text", key)
		return ""
	}
	if n.Tag == "!!null" {
		return ""
	}
	if n.Tag == "!!bool" {
		// An id such as NO or ON is text to whoever writes a talks file.
		return n.Value
	}
	return strings.Join(strings.Fields(n.Value), " ")
}

// list returns the texts of a sequence; a single text counts as a list of one.
func (f *file) list(n *yaml.Node, key string) []string {
	if n.Kind == yaml.ScalarNode {
		if s := f.text(n, key); s != "" {
			return []string{s}
		}
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		f.fault(n.Line, "write a list: [one, two]", "%q is not a list", key)
		return nil
	}
	var out []string
	for _, c := range n.Content {
		if s := f.text(c, key); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func (f *file) sequence(n *yaml.Node, key string, limit int) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		f.fault(n.Line, "write a list, each entry after a dash", "%q is not a list", key)
		return nil
	}
	if len(n.Content) > limit {
		f.fault(n.Line, "split the negotiation", "%d entries under %q, more than %d", len(n.Content), key, limit)
		return nil
	}
	return n.Content
}

func (f *file) parties(n *yaml.Node) {
	f.partiesSeen = true
	for i, c := range f.sequence(n, "parties", MaxParties) {
		var p demarche.Party
		f.mapping(c, fmt.Sprintf("party %d", i+1), partyKeys, map[string]func(*yaml.Node){
			"id":      func(v *yaml.Node) { p.ID = f.text(v, "id") },
			"name":    func(v *yaml.Node) { p.Name = f.text(v, "name") },
			"aliases": func(v *yaml.Node) { p.Aliases = f.list(v, "aliases") },
			"members": func(v *yaml.Node) { p.Members = f.list(v, "members") },
		})
		f.talks.Parties = append(f.talks.Parties, p)
		f.partyLines = append(f.partyLines, c.Line)
	}
}

func (f *file) issues(n *yaml.Node) {
	f.issuesSeen = true
	for i, c := range f.sequence(n, "issues", MaxIssues) {
		var s demarche.Issue
		f.mapping(c, fmt.Sprintf("issue %d", i+1), issueKeys, map[string]func(*yaml.Node){
			"id":        func(v *yaml.Node) { s.ID = f.text(v, "id") },
			"claim":     func(v *yaml.Node) { s.Claim = f.text(v, "claim") },
			"terms":     func(v *yaml.Node) { s.Terms = f.list(v, "terms") },
			"opposites": func(v *yaml.Node) { s.Opposites = f.list(v, "opposites") },
		})
		f.talks.Issues = append(f.talks.Issues, s)
		f.issueLines = append(f.issueLines, c.Line)
	}
}
