package actor

// source is the source of one attribution as tokens.
type source struct {
	from, to int   // tokens of its first piece, [from, to); empty if there is none
	head     int   // -1 if there is none
	all      []int // heads of the members where several speak together
	speaker  int   // index of the actor, or -1
	relay    bool  // the source only passes on what the speaker said
}

// findSources finds the head of every source.
func (rd *reading) findSources() {
	rd.sources = make([]source, len(rd.attrs))
	for i := range rd.attrs {
		s := source{head: -1, speaker: -1}
		for _, piece := range rd.attrs[i].Source {
			if s.from, s.to = rd.tokens(piece); s.from < s.to {
				rd.headSource(&s)
				break
			}
		}
		rd.sources[i] = s
		if s.head >= 0 {
			rd.byHead[s.head] = i
			for _, k := range s.all {
				rd.byHead[k] = i
			}
		}
	}
}

// headSource finds the head of the tokens of a source, and its members.
func (rd *reading) headSource(s *source) {
	for s.from < s.to && (rd.words[s.from].Tag == "PUNCT" || rd.words[s.from].Tag == "ADP" || rd.words[s.from].Tag == "CCONJ") {
		s.from++
	}
	if s.from == s.to {
		return
	}
	s.head = rd.titledName(s.from, s.to)
	if s.head < 0 {
		s.head = rd.leadHead(s.from, s.to)
	}
	if s.head < 0 {
		s.head = rd.headOf(s.from, s.to)
	}
	if !rd.words[s.head].nominal() {
		s.head = rd.firstNominal(s.from, s.to, s.head)
	}
	if rd.words[s.head].Rel == "nmod:poss" && rd.words[s.head].Tag == "PRON" && s.head+1 < s.to {
		for k := s.head + 1; k < s.to && rd.words[k].Tag != "ADP" && rd.words[k].Tag != "PUNCT"; k++ {
			if rd.words[k].nominal() {
				s.head = k
			}
		}
	}
	if n := rd.nameAt[s.head]; n >= 0 && rd.names[n].known && rd.who[s.head] < 0 {
		// "Varlandic official": a tree that takes the demonym for the head.
		if k := rd.names[n].to; k < s.to && rd.words[k].nominal() {
			s.head = k
		}
	}
	if k := rd.oneOf(s); k >= 0 {
		s.head = k
		return
	}
	rd.members(s)
	if len(s.all) > 0 {
		s.all = append([]int{s.head}, s.all...)
	}
}

// oneOf returns the person whose name a source ends in, behind a comma and the
// description of one person: "one of the family's lawyers, Ana Berg,", "a fellow
// at the institute, Ana Berg"; -1 if the source has another form.
func (rd *reading) oneOf(s *source) int {
	from, to := rd.trim(s.from, s.to)
	if from+1 >= to || !(rd.words[from].lower == "one" && rd.words[from+1].lower == "of") && !rd.describesOne(from, to) {
		return -1
	}
	n := rd.nameAt[to-1]
	if n < 0 || rd.names[n].class != person || rd.names[n].to != to || rd.names[n].from <= from || rd.words[rd.names[n].from-1].text != "," {
		return -1
	}
	return to - 1
}

// describesOne reports whether a source begins with a noun phrase for one person
// who is not named there: "a fellow", "his lawyer".
func (rd *reading) describesOne(from, to int) bool {
	for k := from; k < to; k++ {
		w := &rd.words[k]
		switch {
		case w.Tag == "PUNCT" || w.Tag == "ADP" || w.Tag == "VERB":
			return false
		case rd.nameAt[k] < 0 && rd.office(k) && !w.plural() && !(k+1 < to && rd.office(k+1)):
			return k > from
		}
	}
	return false
}

// titledName returns the last token of the person's name that a source ends in
// behind nothing but a title: "the Varlandic government lead negotiator Ana
// Berg", whatever the tags make of the title; -1 if the source has another form.
func (rd *reading) titledName(from, to int) int {
	from, to = rd.trim(from, to)
	n := rd.nameAt[to-1]
	if n < 0 || rd.names[n].class != person || rd.names[n].to != to || rd.names[n].from <= from || !rd.office(rd.names[n].from-1) {
		return -1
	}
	for k := from; k < rd.names[n].from; k++ {
		switch w := &rd.words[k]; w.Tag {
		case "ADP", "CCONJ", "SCONJ", "PRON", "AUX", "PUNCT":
			if w.text != "-" && w.Rel != "nmod:poss" {
				return -1
			}
		}
	}
	return to - 1
}

// leadHead returns the last noun of the phrase that a source begins with:
// "the alliance's envoy" of "the alliance's envoy to Ostria, Ana Berg"; -1 if
// it does not begin with a noun phrase.
func (rd *reading) leadHead(from, to int) int {
	h := rd.nounPhrase(from)
	if h >= to {
		h = to - 1
	}
	if h >= 0 && possessive(&rd.words[h]) {
		h--
	}
	return h
}

// members enters the heads of those who speak together: "Berg and Holt".
func (rd *reading) members(s *source) {
	for k := s.head + 1; k < s.to; k++ {
		w := &rd.words[k]
		if w.Tag != "CCONJ" || rd.nameAt[k] >= 0 || w.lower != "and" {
			continue
		}
		h := rd.nounPhrase(k + 1)
		if h >= 0 && h < s.to && rd.plainBetween(s.head, k) && rd.another(s.head, h) {
			s.all = append(s.all, h)
		}
	}
}

// plainBetween reports whether nothing but a noun phrase or a list stands
// between the head of a source and "and".
func (rd *reading) plainBetween(head, and int) bool {
	for i := head + 1; i < and; i++ {
		w := &rd.words[i]
		if w.Tag == "ADP" || w.Tag == "VERB" || w.Tag == "PRON" || w.Tag == "PUNCT" && w.text != "," && w.text != "(" && w.text != ")" {
			return false
		}
		if rd.nameAt[head] >= 0 && w.Tag == "NOUN" {
			return false
		}
	}
	return true
}

// another reports whether a conjunct is somebody else and not one more thing
// that the person at head is: "Berg, a lawyer and fellow at …".
func (rd *reading) another(head, k int) bool {
	if rd.nameAt[head] >= 0 && rd.nameAt[head] == rd.nameAt[k] {
		return false
	}
	if rd.nameAt[head] < 0 || rd.nameAt[k] >= 0 {
		return true
	}
	return rd.words[k].plural() || rd.words[k].Tag == "PRON"
}

// firstNominal returns the first noun or pronoun of [from, to), else the
// token given.
func (rd *reading) firstNominal(from, to, otherwise int) int {
	for i := from; i < to; i++ {
		if rd.words[i].nominal() {
			return rd.topNominal(i, from, to)
		}
	}
	return otherwise
}

// topNominal climbs from i to the highest noun inside [from, to).
func (rd *reading) topNominal(i, from, to int) int {
	for n := 0; n < to-from; n++ {
		h := rd.words[i].head
		if h < from || h >= to || !rd.words[h].nominal() {
			break
		}
		i = h
	}
	return i
}
