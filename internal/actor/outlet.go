package actor

import (
	"strings"

	"demarche/internal/gazetteer"
)

// outletName returns the tokens of the name of a news outlet or platform at
// k: one of the list, or a name that a noun for an outlet tells.
func (rd *reading) outletName(k, end int) int {
	if n := rd.outlet(k, end); n > 0 {
		n += rd.channelTail(k+n, end)
		if at := rd.nameAt[k]; at >= 0 && (rd.names[at].from < k || rd.names[at].to > k+n) {
			if rd.names[at].class == person || rd.names[at].from < k {
				return 0
			}
			n = max(n, rd.outletTail(k, rd.names[at].to, n))
		}
		if len(strings.TrimSuffix(rd.words[k].text, ".")) == 1 && !rd.platformBefore(k) {
			return 0
		}
		return n
	}
	if n := rd.station(k, end); n > 0 {
		return n
	}
	at := rd.nameAt[k]
	if at < 0 || rd.names[at].from != k || rd.names[at].known {
		return 0
	}
	to := rd.names[at].to
	if rd.presses[rd.cut(k, to-1)] {
		return to - k
	}
	if rd.names[at].class == person {
		return 0
	}
	last := rd.words[to-1].lower
	if to-k > 1 && (rd.lex.outletNouns[last] || stations[rd.words[k].lower] && !rd.lex.orgNouns[rd.words[to-1].text]) || rd.agencyBefore(k) || to < end && rd.lex.outletNouns[rd.words[to].lower] && rd.words[to].Tag == "NOUN" {
		return to - k
	}
	return 0
}

// station returns the tokens of an outlet that is only called what it is: "state
// television", "local media".
func (rd *reading) station(k, end int) int {
	if w := &rd.words[k]; stations[w.lower] && w.capital() && k+1 < end && (rd.words[k+1].capital() || isDigit(rd.words[k+1].text)) && (rd.preposition(k) == "on" || k > 0 && rd.words[k-1].Lemma == "tell" || rd.preposition(k) == "to") {
		return 2 // "on Radio Two", "told Radio Valley"
	}
	switch rd.words[k].lower {
	case "state", "public", "national", "local":
	default:
		return 0
	}
	to := k + 1
	if to+1 < end && rd.words[to].text == "-" {
		to += 2 // "state-run"
	}
	if to < end && rd.words[to].lower == "news" {
		to++
	}
	if to >= end || !airs[rd.words[to].lower] || to+1 < end && rd.nameAt[to+1] >= 0 {
		return 0
	}
	return to + 1 - k
}

// airs has the nouns behind "state" or "local" that are an outlet by themselves.
var airs = map[string]bool{"television": true, "tv": true, "radio": true, "media": true, "broadcaster": true, "agency": true, "newspaper": true, "newspapers": true}

// reporter returns the tokens of the name of a body at k that reports what
// the frame's speaker said, whatever its name: "Berg said, VNA reported".
func (rd *reading) reporter(f *frame, k int) int {
	at := rd.nameAt[k]
	if at < 0 || rd.names[at].from != k || rd.names[at].known || rd.names[at].class == person {
		return 0
	}
	to := rd.names[at].to
	if to < f.to && rd.words[to].Lemma == "report" && to != f.cue && rd.followedByPassing(f, to) {
		return to - k
	}
	return 0
}

// outletTail keeps a name of an outlet whole where the list has only its
// front.
func (rd *reading) outletTail(k, to, n int) int {
	if rd.lex.outletNouns[rd.words[to-1].lower] {
		return to - k
	}
	return n
}

// channelTail returns how many tokens behind the name of an outlet say which of
// its channels or offices it is: "Radio Four", "London" before a colon.
func (rd *reading) channelTail(k, end int) int {
	from := k
	for k < end && tails[rd.words[k].lower] && (rd.words[k].capital() || isDigit(rd.words[k].text)) {
		k++
	}
	if k == from && k+1 < end && rd.nameAt[k] >= 0 && rd.words[k+1].text == ":" {
		if n := rd.names[rd.nameAt[k]]; n.known && (n.entry.Kind == gazetteer.Capital || n.entry.Kind == gazetteer.City) && n.to == k+1 {
			k++
		}
	}
	return k - from
}

// tails has the words that end the name of a channel of an outlet.
var tails = map[string]bool{"1": true, "2": true, "3": true, "4": true, "5": true, "arabic": true, "five": true, "four": true, "live": true, "newsnight": true, "one": true, "online": true, "persian": true, "radio": true, "service": true, "television": true, "three": true, "tv": true, "two": true, "world": true}

// findPresses notes the names that the document calls an agency, a paper or
// a station, so that they are known where it does not.
func (rd *reading) findPresses() {
	rd.presses = map[string]bool{}
	if own := strings.TrimPrefix(rd.doc.Publisher, "The "); own != "" {
		rd.presses[own] = true // "told the Courier", in the Courier
	}
	for _, n := range rd.names {
		if rd.files(n) {
			rd.presses[rd.cut(n.from, n.to-1)] = true
		}
		if n.class == body && !n.known && rd.outletName(n.from, rd.first[rd.words[n.from].sent+1]) == n.to-n.from {
			rd.presses[rd.cut(n.from, n.to-1)] = true
		}
	}
}

// files reports the agency of a dateline: "VARHOLM, March 4 (VNS) -".
func (rd *reading) files(n name) bool {
	if n.known || n.from == 0 || n.to+1 >= len(rd.words) || rd.paragraph(n.from) > 6 || rd.words[n.from-1].text != "(" || rd.words[n.to].text != ")" {
		return false
	}
	switch rd.words[n.to+1].text {
	case "-", "–", "—", "--":
		return true
	}
	return false
}

// stations has the words that begin the name of one that broadcasts: "Radio Two".
var stations = map[string]bool{"radio": true, "tv": true, "television": true, "channel": true}

// agencyBefore reports whether a noun for an outlet stands before a name:
// "the state news agency VNA".
func (rd *reading) agencyBefore(k int) bool {
	return k > 0 && rd.same(k, k-1) && rd.words[k-1].Tag == "NOUN" && rd.lex.outletNouns[rd.words[k-1].noun()]
}

// platformBefore reports whether a one-letter name is used like that of a
// platform: "on X".
func (rd *reading) platformBefore(k int) bool {
	if k == 0 || !rd.same(k, k-1) {
		return false
	}
	switch rd.words[k-1].lower {
	case "on", "via", "platform", "to", "site", "network":
		return true
	}
	return false
}

// outlet returns the tokens of the longest name of a news outlet at i.
func (rd *reading) outlet(i, end int) int {
	if !rd.words[i].capital() && !isDigit(rd.words[i].text) {
		return 0
	}
	for n := min(rd.lex.outletWords, end-i); n > 0; n-- {
		text := strings.TrimSpace(rd.cut(i, i+n-1))
		if len(text) == 2 {
			text = strings.TrimSuffix(text, ".") // "on X." at the end of a sentence
		}
		if rd.lex.outlets[text] {
			return n
		}
	}
	return 0
}
