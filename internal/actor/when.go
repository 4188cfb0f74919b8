package actor

import "demarche"

// Prepositions before a date that do not say when the words were said.
var bounds = map[string]bool{"by": true, "until": true, "since": true, "before": true, "after": true, "from": true, "till": true, "of": true, "for": true, "between": true, "through": true}

// timeOf returns the time expression of the frame that says when the words
// were said, the nearest to the cue.
func (rd *reading) timeOf(f *frame) *demarche.Time {
	var at []int
	length := map[int]int{}
	for k := f.from; k < f.to; {
		if n := rd.outlet(k, f.to); n > 1 {
			k += n // "USA Today"
			continue
		}
		n := rd.timeAt(k, f.to)
		if n == 0 {
			k++
			continue
		}
		if rd.says(f, k, k+n) {
			at = append(at, k)
			length[k] = n
		}
		k += n
	}
	k := f.nearest(at)
	if k < 0 {
		return nil
	}
	from, to := k, k+length[k]
	date := rd.date(from, to)
	for from > f.from && (f.free(from-1) || rd.inTail(f, from)) && timeLead[rd.words[from-1].lower] {
		from--
	}
	span := rd.span(from, to-1)
	return &demarche.Time{Text: span.Cut(rd.doc.Text), Span: span, Date: date}
}

var timeLead = map[string]bool{"on": true, "in": true, "late": true, "early": true, "earlier": true, "later": true, "during": true}

// says reports whether a time expression belongs to the cue and is the time
// of the saying, not a bound or an owner ("Monday's vote").
func (rd *reading) says(f *frame, from, to int) bool {
	for k := from; k < to; k++ {
		if !f.free(k) && !rd.inTail(f, k) || rd.nameAt[k] >= 0 {
			return false
		}
	}
	if from > f.from && bounds[rd.words[from-1].lower] {
		return false
	}
	if to < f.to && (rd.words[to].Tag == "PART" && rd.words[to].lower != "to" || rd.words[to].text == "-") {
		return false
	}
	h := rd.headOf(from, to)
	switch rd.words[h].Rel {
	case "compound", "nmod:poss", "amod":
		return false
	}
	if rd.inTail(f, from) || rd.belongs(f, h) {
		return true
	}
	// The tree may hang the date on a noun of the frame: "at a briefing on Monday".
	up := rd.words[h].head
	return up >= 0 && f.free(up) && rd.words[up].nominal() && rd.belongs(f, up)
}

// inTail reports whether token k is the date behind the head of a source that
// was cut too long: "The ministry on Monday".
func (rd *reading) inTail(f *frame, k int) bool {
	h := rd.sources[f.attr].head
	if h < f.from || k <= h || k >= f.to || !f.source[k-f.from] {
		return false
	}
	if n := rd.nameAt[h]; n >= 0 {
		h = rd.names[n].to - 1
	}
	for i := h + 1; i < k; i++ {
		switch rd.words[i].Tag {
		case "VERB", "AUX", "PRON", "SCONJ":
			return false
		}
	}
	return true
}
