package syntax

// tree returns the heads of the best tree with one root, -1 for it. Scores has
// n rows, a dependent each; a row has the score of the root and of each head.
func tree(scores []float32, n int) []int {
	w := n + 1
	heads := make([]int, n)
	for i := range n {
		scores[i*w+1+i] = minusInfinity
		heads[i] = argmax(scores[i*w:(i+1)*w]) - 1
	}
	if roots(heads) == 1 && acyclic(heads) {
		return heads
	}
	return oneRoot(scores, n)
}

const minusInfinity = -1e30

func roots(heads []int) int {
	n := 0
	for _, h := range heads {
		if h < 0 {
			n++
		}
	}
	return n
}

func acyclic(heads []int) bool {
	seen := make([]int, len(heads))
	for i := range heads {
		for j := i; j >= 0 && seen[j] != i+1; j = heads[j] {
			if seen[j] > 0 {
				break
			}
			seen[j] = i + 1
			if h := heads[j]; h >= 0 && seen[h] == i+1 {
				return false
			}
		}
	}
	return true
}

// rootTries bounds how many words are tried as the root.
const rootTries = 3

// oneRoot tries the likeliest roots, each with the best tree below it.
func oneRoot(scores []float32, n int) []int {
	w := n + 1
	var best []int
	bestSum := float32(0)
	tried := make([]bool, n)
	for range min(rootTries, n) {
		root := -1
		for i := range n {
			if !tried[i] && (root < 0 || scores[i*w] > scores[root*w]) {
				root = i
			}
		}
		tried[root] = true
		heads := edmonds(scores, n, root)
		sum := scores[root*w]
		for i, h := range heads {
			if h >= 0 {
				sum += scores[i*w+1+h]
			}
		}
		if best == nil || sum > bestSum {
			best, bestSum = heads, sum
		}
	}
	return best
}

// edmonds returns the heads of the best tree below the given root (Chu and Liu
// 1965, Edmonds 1967), on a matrix of head × dependent scores.
func edmonds(scores []float32, n, root int) []int {
	w := n + 1
	m := make([][]float32, n)
	for h := range n {
		m[h] = make([]float32, n)
		for d := range n {
			m[h][d] = scores[d*w+1+h]
		}
	}
	heads := contract(m, root)
	heads[root] = -1
	return heads
}

func contract(m [][]float32, root int) []int {
	n := len(m)
	heads := make([]int, n)
	for d := range n {
		heads[d] = -1
		for h := range n {
			if d != root && h != d && (heads[d] < 0 || m[h][d] > m[heads[d]][d]) {
				heads[d] = h
			}
		}
	}
	cycle := findCycle(heads)
	if cycle == nil {
		return heads
	}
	return expand(m, heads, cycle, root)
}

func findCycle(heads []int) []int {
	state := make([]int, len(heads))
	for i := range heads {
		j := i
		for j >= 0 && state[j] == 0 {
			state[j] = i + 1
			j = heads[j]
		}
		if j < 0 || state[j] != i+1 {
			continue
		}
		cycle := []int{j}
		for k := heads[j]; k != j; k = heads[k] {
			cycle = append(cycle, k)
		}
		return cycle
	}
	return nil
}

// expand contracts a cycle into one node, solves the rest, and opens it again
// where the best head from outside enters.
func expand(m [][]float32, heads, cycle []int, root int) []int {
	n := len(m)
	in := make([]bool, n)
	for _, v := range cycle {
		in[v] = true
	}
	var rest []int
	newRoot := 0
	for v := range n {
		if !in[v] {
			if v == root {
				newRoot = len(rest)
			}
			rest = append(rest, v)
		}
	}
	c := len(rest) // the contracted node
	small := make([][]float32, c+1)
	for i := range small {
		small[i] = make([]float32, c+1)
	}
	enter, leave := make([]int, c), make([]int, c)
	for i, v := range rest {
		for j, u := range rest {
			small[i][j] = m[v][u]
		}
		small[i][c], small[c][i] = minusInfinity, minusInfinity
		for _, u := range cycle {
			if s := m[v][u] - m[heads[u]][u]; s > small[i][c] {
				small[i][c], enter[i] = s, u
			}
			if s := m[u][v]; s > small[c][i] {
				small[c][i], leave[i] = s, u
			}
		}
	}
	sub := contract(small, newRoot)
	out := append([]int(nil), heads...)
	for i, v := range rest {
		switch h := sub[i]; {
		case h == c:
			out[v] = leave[i]
		case h >= 0:
			out[v] = rest[h]
		default:
			out[v] = -1
		}
	}
	if h := sub[c]; h >= 0 {
		out[enter[h]] = rest[h]
	}
	return out
}
