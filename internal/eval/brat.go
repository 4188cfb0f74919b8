package eval

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"demarche"
)

// readBrat returns the attributions of a standoff file, in its order. Lines of
// other kinds are passed over.
func readBrat(path string) ([]relation, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, missing(path, err)
	}
	spans := map[string][]demarche.Span{}
	var out []relation
	for n, line := range strings.Split(string(data), "\n") {
		fields := strings.Split(line, "\t")
		if len(fields) < 2 || fields[0] == "" {
			continue
		}
		switch fields[0][0] {
		case 'T':
			if spans[fields[0]], err = readSpans(fields[1]); err != nil {
				return nil, invalid(fmt.Sprintf("read %s line %d", path, n+1), err, "give brat standoff files")
			}
		case 'E':
			out = append(out, readEvent(fields[1], spans))
		}
	}
	return out, nil
}

// readSpans reads "Content 12 40;52 60".
func readSpans(s string) ([]demarche.Span, error) {
	_, rest, _ := strings.Cut(s, " ")
	var out []demarche.Span
	for piece := range strings.SplitSeq(rest, ";") {
		f := strings.Fields(piece)
		if len(f) != 2 {
			return nil, fmt.Errorf("%q is no pair of offsets", piece)
		}
		start, err := strconv.Atoi(f[0])
		if err != nil {
			return nil, err
		}
		end, err := strconv.Atoi(f[1])
		if err != nil {
			return nil, err
		}
		out = append(out, demarche.Span{Start: start, End: end})
	}
	return out, nil
}

// readEvent reads "Attribution:T4 Content:T3 Cue:T2 Source:T1"; a role that
// comes twice is numbered ("Content2").
func readEvent(s string, spans map[string][]demarche.Span) relation {
	var out relation
	for arg := range strings.FieldsSeq(s) {
		label, id, _ := strings.Cut(arg, ":")
		label = strings.ToLower(strings.TrimRight(label, "0123456789"))
		for role, name := range roleNames {
			if label == name {
				out[role] = append(out[role], spans[id]...)
			}
		}
	}
	return out
}
