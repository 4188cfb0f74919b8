package actor

import (
	"strconv"
	"strings"
	"time"

	"demarche"
)

// Prepositions before a date that do not say when the words were said.
var bounds = map[string]bool{"by": true, "until": true, "since": true, "before": true, "after": true, "from": true, "till": true, "of": true, "for": true, "between": true, "through": true}

// timeOf returns the time expression of the frame that says when the words
// were said, the nearest to the cue.
func (rd *reading) timeOf(f *frame) *demarche.Time {
	var at []int
	length := map[int]int{}
	for k := f.from; k < f.to; {
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

// timeAt returns the tokens of the time expression that begins at k, or 0.
func (rd *reading) timeAt(k, end int) int {
	w := rd.words[k].lower
	switch {
	case w == "today" || w == "yesterday" || w == "tomorrow" || w == "tonight":
		return 1
	case weekdays[w] > 0 && (rd.words[k].capital()):
		return rd.weekday(k, end)
	case monthOf(rd.words[k].text) > 0:
		return rd.monthDay(k, end)
	case w == "last" || w == "this" || w == "next" || w == "earlier" || w == "later" || w == "late" || w == "early":
		return rd.relative(k, end)
	case isDigit(w):
		if len(w) == 10 && isISO(w) {
			return 1
		}
		if k+1 < end && len(w) <= 2 && monthOf(rd.words[k+1].text) > 0 {
			return 1 + rd.monthTail(k+1, end, false)
		}
	}
	return rd.ago(k, end)
}

// weekday reads "Monday", "Monday night", "Monday, Dec. 3".
func (rd *reading) weekday(k, end int) int {
	n := 1
	if k+n < end && dayParts[rd.words[k+n].lower] {
		n++
	}
	j := k + n
	if j < end && rd.words[j].text == "," {
		j++
	}
	if j < end && monthOf(rd.words[j].text) > 0 {
		if m := rd.monthDay(j, end); m > 1 {
			return j - k + m
		}
	}
	if j+1 < end && isDigit(rd.words[j].text) && monthOf(rd.words[j+1].text) > 0 {
		return j - k + 1 + rd.monthTail(j+1, end, false)
	}
	return n
}

// monthDay reads "Dec. 3, 2025", "December 2025" and, behind "in" or "last",
// "December".
func (rd *reading) monthDay(k, end int) int {
	if n := rd.monthTail(k, end, true); n > 1 {
		return n
	}
	if k > 0 && rd.words[k-1].lower == "in" && rd.words[k].text != "May" {
		return 1
	}
	return 0
}

// monthTail returns the tokens of a month and what follows it: a day, a year.
func (rd *reading) monthTail(k, end int, day bool) int {
	n := 1
	if day && k+n < end && dayNumber(rd.words[k+n].lower) > 0 {
		n++
	}
	j := k + n
	if j+1 < end && rd.words[j].text == "," && yearNumber(rd.words[j+1].text) > 0 {
		return n + 2
	}
	if j < end && yearNumber(rd.words[j].text) > 0 {
		return n + 1
	}
	return n
}

// relative reads "last week", "earlier this month", "late Monday", "this
// morning", "next Tuesday".
func (rd *reading) relative(k, end int) int {
	n := 0
	for k+n < end && timeAdverbs[rd.words[k+n].lower] && n < 3 {
		n++
	}
	if k+n >= end {
		return 0
	}
	w := rd.words[k+n].lower
	switch {
	case w == "on" && k+n+1 < end && weekdays[rd.words[k+n+1].lower] > 0:
		return n + 1 + rd.weekday(k+n+1, end)
	case weekdays[w] > 0:
		return n + rd.weekday(k+n, end)
	case w == "today" || w == "yesterday":
		return n + 1
	case (dayParts[w] || units[w] > 0 && w != "day" && w != "hour") && pointers[rd.words[k+n-1].lower]:
		return n + 1
	}
	return 0
}

var timeAdverbs = map[string]bool{"last": true, "this": true, "next": true, "earlier": true, "later": true, "late": true, "early": true}
var pointers = map[string]bool{"last": true, "this": true, "next": true}
var dayParts = map[string]bool{"morning": true, "afternoon": true, "evening": true, "night": true}
var units = map[string]int{"hour": 1, "hours": 1, "day": 1, "days": 1, "week": 7, "weeks": 7, "weekend": 7, "month": 30, "months": 30, "year": 365, "years": 365, "summer": 90, "spring": 90, "autumn": 90, "fall": 90, "winter": 90}

// ago reads "two days ago", "a week earlier".
func (rd *reading) ago(k, end int) int {
	if k+2 >= end || number(rd.words[k].lower) == 0 || units[rd.words[k+1].lower] == 0 {
		return 0
	}
	if w := rd.words[k+2].lower; w == "ago" || w == "earlier" {
		return 3
	}
	return 0
}

// date resolves a time expression against the day of publication, or returns
// "" where it does not name a day.
func (rd *reading) date(from, to int) string {
	pub, known := rd.day()
	if d, ok := rd.calendarDate(from, to, pub, known); ok {
		return d
	}
	if !known {
		return ""
	}
	next, last := false, false
	for k := from; k < to; k++ {
		w := rd.words[k].lower
		next, last = next || w == "next", last || w == "last"
		switch {
		case w == "today" || w == "tonight":
			return day(pub, 0)
		case w == "yesterday":
			return day(pub, -1)
		case w == "tomorrow":
			return day(pub, 1)
		case dayParts[w] && k > from && !last:
			if weekdays[rd.words[k-1].lower] == 0 {
				return day(pub, 0)
			}
		case w == "night" && last:
			return day(pub, -1)
		case weekdays[w] > 0:
			return day(pub, shift(pub, weekdays[w], next, last))
		}
	}
	if n := number(rd.words[from].lower); n > 0 && to-from == 3 && rd.words[from+2].lower == "ago" {
		switch rd.words[from+1].lower {
		case "day", "days":
			return day(pub, -n)
		case "hour", "hours":
			if n < 12 {
				return day(pub, 0)
			}
		}
	}
	return ""
}

// day returns the day of publication, or, where the document does not have
// it, the full date of its dateline.
func (rd *reading) day() (time.Time, bool) {
	if pub, ok := published(rd.doc.Published); ok {
		return pub, true
	}
	for k := 0; k < len(rd.words) && k < 60 && rd.paragraph(k) < 4; k++ {
		n := rd.timeAt(k, rd.first[rd.words[k].sent+1])
		if n < 3 && !isISO(rd.words[k].text) {
			continue
		}
		if d, ok := rd.calendarDate(k, k+n, time.Time{}, false); ok && d != "" {
			return published(d)
		}
	}
	return time.Time{}, false
}

// shift returns the days from the publication to a weekday: the latest such
// day up to the publication; behind "last" before it, behind "next" after it.
func shift(pub time.Time, weekday int, next, last bool) int {
	back := (int(pub.Weekday()) - (weekday - 1) + 7) % 7
	switch {
	case next:
		return 7 - back
	case last && back == 0:
		return -7
	}
	return -back
}

// calendarDate reads a day and month, with or without a year.
func (rd *reading) calendarDate(from, to int, pub time.Time, known bool) (string, bool) {
	var d, y int
	var m time.Month
	for k := from; k < to; k++ {
		text := rd.words[k].text
		switch {
		case isISO(text):
			return text, true
		case monthOf(text) > 0:
			m = monthOf(text)
		case yearNumber(text) > 0:
			y = yearNumber(text)
		case dayNumber(rd.words[k].lower) > 0:
			d = dayNumber(rd.words[k].lower)
		}
	}
	if m == 0 {
		return "", false
	}
	if d == 0 || y == 0 && !known {
		return "", true
	}
	if y == 0 {
		y = pub.Year()
		if time.Date(y, m, d, 0, 0, 0, 0, time.UTC).After(pub.AddDate(0, 0, 31)) {
			y--
		}
	}
	t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d {
		return "", true
	}
	return t.Format(time.DateOnly), true
}

func day(pub time.Time, shift int) string { return pub.AddDate(0, 0, shift).Format(time.DateOnly) }

// published returns the day of publication of an RFC 3339 date or date-time.
func published(s string) (time.Time, bool) {
	if len(s) < len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	return t, err == nil
}

var weekdays = map[string]int{"sunday": 1, "monday": 2, "tuesday": 3, "wednesday": 4, "thursday": 5, "friday": 6, "saturday": 7, "mon.": 2, "tues.": 3, "wed.": 4, "thurs.": 5, "fri.": 6}

var months = monthNames()

// monthNames has the months by name, short and long, with and without a dot.
func monthNames() map[string]time.Month {
	out := map[string]time.Month{"Sept": time.September, "Sept.": time.September}
	for m := time.January; m <= time.December; m++ {
		full := m.String()
		out[full], out[full[:3]], out[full[:3]+"."] = m, m, m
		out[strings.ToUpper(full)] = m
	}
	return out
}

// monthOf returns the month that a capitalised word names, or 0.
func monthOf(s string) time.Month { return months[s] }

// dayNumber returns the day of a month that "3" or "3rd" names, or 0.
func dayNumber(s string) int {
	if !isDigit(s) {
		return 0
	}
	for _, tail := range []string{"st", "nd", "rd", "th"} {
		s = strings.TrimSuffix(s, tail)
	}
	if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= 31 && len(s) <= 2 {
		return n
	}
	return 0
}

// yearNumber returns the year that four digits name, or 0.
func yearNumber(s string) int {
	if len(s) != 4 || !isDigit(s) {
		return 0
	}
	if n, err := strconv.Atoi(s); err == nil && len(s) == 4 && n > 1900 && n < 2200 {
		return n
	}
	return 0
}

func isISO(s string) bool {
	if len(s) != 10 || !isDigit(s) {
		return false
	}
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

var small = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

func number(s string) int {
	if n, ok := small[s]; ok {
		return n
	}
	if !isDigit(s) {
		return 0
	}
	if n, err := strconv.Atoi(s); err == nil && n > 0 && n < 1000 {
		return n
	}
	return 0
}
