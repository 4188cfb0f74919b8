package actor

import (
	"strconv"
	"strings"
	"time"
)

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
