package page

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"demarche"
)

// layouts are the forms of dates that pages, feeds and data files have. White
// space, commas and the names of weekdays are taken out before they are tried.
var layouts = [...]string{
	time.RFC3339,
	"2006-01-02",
	"2006-01-02T15:04:05",
	"2006-01-02T15:04",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04:05-0700",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05 MST",
	"2006-01-02 15:04:05",
	"2006-01-02 15:04",
	"2006/01/02",
	"2006.01.02",
	"20060102",
	"2 Jan 2006 15:04:05 -0700", // RFC 1123, as feeds have it
	"2 Jan 2006 15:04:05 MST",
	"2 Jan 2006 15:04 MST",
	"2 Jan 2006 15:04",
	"2 Jan 2006 3:04 PM",
	"2 Jan 2006 3:04 PM MST",
	"2 Jan 2006 at 3:04 PM",
	"2 Jan 2006 at 15:04",
	"2 Jan 2006",
	"Jan 2 2006",
	"Jan 2 2006 15:04",
	"Jan 2 2006 15:04 MST",
	"Jan 2 2006 3:04 PM",
	"Jan 2 2006 3:04 PM MST",
	"Jan 2 2006 at 3:04 PM",
	"Jan 2 2006 at 3:04 PM MST",
	"Jan 2 2006 at 15:04",
	"2.1.2006",
}

// months are the names that readDate shortens to the form of the layouts.
var months = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// readDate turns a date as people and programs write it into RFC 3339: a date,
// or a date-time where the zone is given too.
func readDate(s string) (string, bool) {
	s = tidyDate(s)
	if len(s) < 6 || len(s) > 40 {
		return "", false
	}
	for _, l := range layouts {
		t, err := time.Parse(l, s)
		if err != nil {
			continue
		}
		if strings.Contains(l, "Z07:00") || strings.Contains(l, "-0700") || strings.HasSuffix(s, "GMT") || strings.HasSuffix(s, "UTC") {
			return t.Format(time.RFC3339), true
		}
		return t.Format(time.DateOnly), true // a time without a zone is no instant
	}
	return "", false
}

// tidyDate brings a date into the words and order of the layouts.
func tidyDate(s string) string {
	s = strings.NewReplacer(",", " ", "|", " ", "·", " ", "•", " ", "\u00a0", " ", "\u202f", " ").Replace(s)
	f := strings.Fields(s)
	if len(f) > 1 && isWeekday(f[0]) {
		f = f[1:]
	}
	for i, w := range f {
		f[i] = tidyDateWord(w)
	}
	return strings.Join(f, " ")
}

func tidyDateWord(w string) string {
	switch strings.ToLower(w) {
	case "a.m.", "am", "a.m":
		return "AM"
	case "p.m.", "pm", "p.m":
		return "PM"
	case "sept", "sept.":
		return "Sep"
	}
	for _, m := range months {
		if strings.EqualFold(w, m) || strings.EqualFold(strings.TrimSuffix(w, "."), m[:3]) {
			return m[:3]
		}
	}
	n := strings.TrimRight(w, "stndrh") // 1st, 2nd, 3rd, 15th
	if n != w && len(w)-len(n) == 2 && len(n) < 3 && isNumber(n) {
		return n
	}
	return w
}

func isWeekday(w string) bool {
	w = strings.TrimRight(w, ".")
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(w, d.String()) || strings.EqualFold(w, d.String()[:3]) {
			return true
		}
	}
	return false
}

// earliest is where dates begin to be believed: no page on the web is older.
const earliest = 1990

// slack is how far ahead of the clock a date may be: time zones, and clocks
// that are wrong.
const slack = 48 * time.Hour

// checkDate turns s into RFC 3339 and refuses what cannot be when an article
// was published.
func checkDate(s string, now time.Time) (string, error) {
	out, ok := readDate(s)
	if !ok {
		return "", fmt.Errorf("%q is not a date", clip(s))
	}
	t, err := time.Parse(time.DateOnly, out[:len(time.DateOnly)])
	switch {
	case err != nil:
		return "", err
	case t.Year() < earliest:
		return "", fmt.Errorf("its date is %s, before %d", out, earliest)
	case t.After(now.Add(slack)):
		return "", fmt.Errorf("its date is %s, in the future", out)
	}
	return out, nil
}

// dateHint says what to do about a date that was refused.
const dateHint = "give the right one with --date YYYY-MM-DD"

// clip shortens foreign text for a message of one line.
func clip(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// invalid is the error for an input that is not what it should be.
func invalid(source, hint, format string, args ...any) error {
	return &demarche.Error{Kind: demarche.Invalid, Op: "read " + named(source), Cause: causef(format, args), Hint: hint}
}

func causef(format string, args []any) error {
	if len(args) == 0 {
		return errors.New(format)
	}
	return fmt.Errorf(format, args...)
}

func named(source string) string {
	if source == "" || source == "-" {
		return "standard input"
	}
	return source
}
