package actor

import "time"

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
