// Package reliability measures how well coders agree. In come the values that
// coders gave to units; out comes Krippendorff's alpha.
package reliability

// Alpha is Krippendorff's alpha for nominal values, after Krippendorff,
// "Computing Krippendorff's Alpha-Reliability" (2011). Each unit has the values
// that its coders gave; who gave which does not matter, and coders may leave
// units out. pairs is how many values stand in units of two or more. ok is
// false where alpha is undefined: no unit is shared, or all values are the same,
// so that chance alone would agree as well.
func Alpha(units [][]string) (alpha float64, pairs int, ok bool) {
	total := map[string]float64{}
	observed := 0.0
	for _, values := range units {
		m := float64(len(values))
		if m < 2 {
			continue
		}
		count := map[string]float64{}
		for _, v := range values {
			count[v]++
			total[v]++
		}
		for _, n := range count {
			observed += n * (m - n) / (m - 1)
		}
		pairs += len(values)
	}
	n, expected := float64(pairs), 0.0
	for _, c := range total {
		expected += c * (n - c)
	}
	if expected == 0 {
		return 0, pairs, false
	}
	return 1 - (n-1)*observed/expected, pairs, true
}
