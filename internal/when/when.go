// Package when resolves time expressions. In: the words of an expression ("on
// Monday", "3 May 2031", "two days ago") and the day of publication. Out: the
// day that they name, as an RFC 3339 date, or nothing where they name none.
package when

import (
	"strconv"
	"strings"
	"time"
)

// Date returns the day that words name, as seen from the day of publication
// (an RFC 3339 date or date-time, or empty where it is not known).
func Date(words []string, published string) string {
	e := read(words)
	pub, known := day(published)
	switch {
	case e.iso != "":
		return e.iso
	case e.month > 0:
		return e.calendar(pub, known)
	case known && e.relative:
		return pub.AddDate(0, 0, e.shift(pub)).Format(time.DateOnly)
	}
	return ""
}

// Ahead is Date for what is yet to happen: the next such weekday, and a day of a
// month without its year in the year to come.
func Ahead(words []string, published string) string {
	e := read(words)
	pub, known := day(published)
	switch {
	case !known || e.iso != "" || e.year > 0 || e.last || e.month == 0 && e.weekday == 0:
	case e.month > 0 && e.day > 0:
		t := time.Date(pub.Year(), e.month, e.day, 0, 0, 0, 0, time.UTC)
		if t.AddDate(0, 0, 1).Before(pub) {
			t = time.Date(pub.Year()+1, e.month, e.day, 0, 0, 0, 0, time.UTC)
		}
		if t.Day() == e.day {
			return t.Format(time.DateOnly)
		}
	case e.weekday > 0 && !e.next:
		return pub.AddDate(0, 0, (e.weekday-1-int(pub.Weekday())+7)%7).Format(time.DateOnly)
	}
	return Date(words, published)
}

// expression is what the words of a time expression say.
type expression struct {
	iso        string
	day, year  int
	month      time.Month
	relative   bool // it counts from the day of publication
	days       int  // to add
	weekday    int  // Sunday 1 … Saturday 7, or 0
	next, last bool
	number     int // "two" of "two days ago"
	daily      bool
}

func read(words []string) expression {
	var e expression
	for _, word := range words {
		e.word(strings.ToLower(strings.TrimRight(word, ".,")))
	}
	return e
}

func (e *expression) word(w string) {
	switch w {
	case "today", "tonight":
		e.relative = true
	case "yesterday":
		e.relative, e.days = true, -1
	case "tomorrow":
		e.relative, e.days = true, 1
	case "next":
		e.next = true
	case "last":
		e.last = true
	case "day", "days":
		e.daily = true
	case "ago", "earlier":
		if e.daily && e.number > 0 {
			e.relative, e.days = true, -e.number
		}
	default:
		e.other(w)
	}
}

func (e *expression) other(w string) {
	if n := weekday(w); n > 0 {
		e.relative, e.weekday = true, n
	} else if m := month(w); m > 0 {
		e.month = m
	} else if _, err := time.Parse(time.DateOnly, w); err == nil {
		e.iso = w
	} else if n := number(w); n > 1900 && n < 2200 {
		e.year = n
	} else if n > 0 && n <= 31 {
		e.day, e.number = n, n
	}
}

// shift returns the days from the publication to the day that is meant: the
// latest such weekday up to it; behind "last" before it, behind "next" after.
func (e expression) shift(pub time.Time) int {
	if e.weekday == 0 {
		return e.days
	}
	back := (int(pub.Weekday()) - (e.weekday - 1) + 7) % 7
	switch {
	case e.next:
		return 7 - back
	case e.last && back == 0:
		return -7
	}
	return -back
}

// calendar returns a day of a month; without a year, the one that the day of
// publication suggests.
func (e expression) calendar(pub time.Time, known bool) string {
	year := e.year
	if e.day == 0 || year == 0 && !known {
		return ""
	}
	if year == 0 {
		year = pub.Year()
		if time.Date(year, e.month, e.day, 0, 0, 0, 0, time.UTC).After(pub.AddDate(0, 1, 0)) {
			year--
		}
	}
	t := time.Date(year, e.month, e.day, 0, 0, 0, 0, time.UTC)
	if t.Day() != e.day {
		return ""
	}
	return t.Format(time.DateOnly)
}

func day(published string) (time.Time, bool) {
	if len(published) < len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, published[:len(time.DateOnly)])
	return t, err == nil
}

// weekday returns 1 for Sunday to 7 for Saturday, 0 for any other word.
func weekday(w string) int {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if names(w, d.String()) {
			return int(d) + 1
		}
	}
	return 0
}

func month(w string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if names(w, m.String()) && w != "mar" {
			return m
		}
	}
	return 0
}

// names reports a name or its usual short form of three to five letters.
func names(w, name string) bool {
	name = strings.ToLower(name)
	return w == name || len(w) >= 3 && len(w) <= 5 && strings.HasPrefix(name, w)
}

// number reads digits, an ordinal in digits, or a small number in letters.
func number(w string) int {
	for i, s := range []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"} {
		if w == s {
			return i + 1
		}
	}
	for _, tail := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, tail)
	}
	if n, err := strconv.Atoi(w); err == nil {
		return n
	}
	return 0
}
