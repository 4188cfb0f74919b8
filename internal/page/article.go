package page

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"demarche"
)

//go:embed boilerplate.txt
var boilerplateFile string

// boilerplate maps the words of the file to whether they are strong.
var boilerplate = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range readLines(boilerplateFile) {
		word, strong := strings.CutSuffix(w, " !")
		m[word] = strong
	}
	return m
})

// article chooses the leaves of the page that are its article. The library says
// which text belongs to it; what it leaves out between (items of lists,
// captions, cells, headings) comes back from the element that holds nearly all
// of that text. Every leaf is taken once, in the order of the page.
func article(root *html.Node, found *trafilatura.ExtractResult, m *meta) []leaf {
	all := leavesOf(bodyOf(root))
	if found.ContentNode == nil {
		return nil
	}
	content := contentOf(found.ContentNode)
	sure := make([]bool, len(all))
	for i := range all {
		sure[i] = content.has(all[i].key)
	}
	f := frameOf(root, all, sure)
	var out []leaf
	from, to := bounds(sure)
	for i := range all {
		between := from < i && i < to || i > 0 && continuesList(all, sure, i) ||
			i+1 == from && all[i].kind == demarche.Heading
		if f.keeps(&all[i], sure[i], between) {
			out = append(out, all[i])
			sure[i] = true
		}
	}
	return tidy(out, m)
}

func bodyOf(root *html.Node) *html.Node {
	for n := range root.Descendants() {
		if n.DataAtom == atom.Body {
			return n
		}
	}
	return root
}

// content is the text that the library took, to look leaves up in.
type content struct {
	whole string          // keys of all blocks, a line feed between
	block map[string]bool // keys of blocks, for short leaves
}

func contentOf(n *html.Node) content {
	c := content{block: map[string]bool{}}
	var whole strings.Builder
	for _, l := range leavesOf(n) {
		whole.WriteString(l.key)
		whole.WriteByte('\n')
		c.block[l.key] = true
	}
	c.whole = whole.String()
	return c
}

// has reports whether the library took a leaf. A short one must be a block of
// its own: its words may stand anywhere.
func (c content) has(key string) bool {
	return key != "" && (c.block[key] || len(key) > 30 && strings.Contains(c.whole, key))
}

// frame is where on the page the article stands.
type frame struct {
	weight map[*html.Node]int // bytes below an element that the library took
	total  int
	home   *html.Node // the smallest element that holds nearly all of them, or nil
}

func frameOf(root *html.Node, all []leaf, sure []bool) frame {
	f := frame{weight: map[*html.Node]int{}}
	for i := range all {
		if !sure[i] {
			continue
		}
		f.total += len(all[i].text)
		for n := all[i].node; n != nil; n = n.Parent {
			f.weight[n] += len(all[i].text)
		}
	}
	if f.total == 0 {
		return f
	}
	f.home = f.heaviest(root)
	return f
}

// heaviest goes down from root as long as one child holds nine tenths of the
// text.
func (f *frame) heaviest(root *html.Node) *html.Node {
	home := root
	for next := root; next != nil; {
		home, next = next, nil
		for c := range home.ChildNodes() {
			if f.weight[c]*10 >= f.total*9 {
				next = c
			}
		}
	}
	switch {
	case home == root, home.DataAtom == atom.Html, home.DataAtom == atom.Body:
		return nil // the page has no frame around its article
	case !hasBlock(home):
		return home.Parent
	}
	return home
}

// bounds returns the first and the last leaf that the library took.
func bounds(sure []bool) (from, to int) {
	from, to = len(sure), -1
	for i, s := range sure {
		if s {
			from, to = min(from, i), i
		}
	}
	return from, to
}

// continuesList reports whether a leaf is the next item of a list that the
// article ends with.
func continuesList(all []leaf, sure []bool, i int) bool {
	before := &all[i-1]
	return all[i].item && sure[i-1] && (before.item || strings.HasSuffix(before.text, ":"))
}

// keeps decides whether a leaf is part of the article. sure is the library's
// word; between says that it stands between leaves that are.
func (f *frame) keeps(l *leaf, sure, between bool) bool {
	switch {
	case l.furniture() || f.boilerplate(l.node, sure && len(l.text) > 120 && endsSentence(l.text)):
		return false
	case sure:
		return true
	case f.home == nil || !inside(l.node, f.home):
		return false
	case l.kind == demarche.Caption:
		return true
	case !between || l.isLinks():
		return false
	}
	return l.item || l.cell || l.kind == demarche.Heading || len(l.text) > 40 && endsSentence(l.text)
}

// boilerplate reports whether an element around n says of itself that it is no
// part of an article, unless half of the article stands in it: some sites call
// their whole page a teaser. Against running text that the library took, only
// the strong words count.
func (f *frame) boilerplate(n *html.Node, running bool) bool {
	for ; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		if f.weight[n]*2 >= f.total {
			return false
		}
		if weak, strong := namesBoilerplate(n); strong || !running && (weak || n.DataAtom == atom.Aside) {
			return true
		}
	}
	return false
}

// furniture reports whether the leaf is a label, a share bar, or links with no
// text around them.
func (l *leaf) furniture() bool {
	if (l.item || l.kind == demarche.Heading || l.kind == demarche.Body) && l.isLinks() && !endsSentence(l.text) {
		return true
	}
	b := block{text: l.text, words: wordsOf(clipBytes(l.text, 8*maxWords+1), maxWords), runes: utf8.RuneCountInString(l.text)}
	return b.short() && (isScrap(l.text) || words().furniture.match(b.words)) && !(l.cell && isNumber(l.text))
}

// isLinks reports whether most of a leaf is links.
func (l *leaf) isLinks() bool { return l.linked*10 >= len(l.text)*8 }

func inside(n, home *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == home {
			return true
		}
	}
	return false
}

// namesBoilerplate reports whether a class or id of an element has one of the
// words of boilerplate.txt, and whether it is a strong one.
func namesBoilerplate(n *html.Node) (weak, strong bool) {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" || len(a.Val) > 300 {
			continue
		}
		for w := range strings.FieldsFuncSeq(splitCase(a.Val), func(r rune) bool { return !unicode.IsLetter(r) }) {
			s, ok := boilerplate()[w]
			weak, strong = weak || ok, strong || s
		}
	}
	return weak, strong
}

// splitCase turns "relatedLinks" into "related links".
func splitCase(s string) string {
	var b strings.Builder
	small := false
	for _, r := range s {
		if small && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		small = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// tidy takes out what stands twice, the title among the blocks, headings with
// nothing below them, and the names and dates between title and text.
func tidy(leaves []leaf, m *meta) []leaf {
	title := keyOf(m.Title)
	var whole strings.Builder
	for i := range leaves {
		whole.WriteString(leaves[i].key)
		whole.WriteByte('\n')
	}
	seen := map[string]bool{}
	var out []leaf
	for i, l := range leaves {
		if l.key == "" || l.key == title && (i < titleDepth || l.kind == demarche.Heading) {
			continue
		}
		twice := seen[l.key] && (len(l.key) > 20 || l.kind == demarche.Heading) && !l.cell
		if twice || len(l.key) > 40 && quotedAgain(whole.String(), l.key) {
			continue
		}
		if i < titleDepth && m.takes(&l) {
			continue
		}
		seen[l.key] = true
		out = append(out, l)
	}
	for len(out) > 0 && out[len(out)-1].kind == demarche.Heading {
		out = out[:len(out)-1]
	}
	return out
}

// quotedAgain reports whether a leaf is a part of a larger one: a quotation
// that the page shows a second time in large letters.
func quotedAgain(whole, key string) bool {
	for {
		i := strings.Index(whole, key)
		if i < 0 {
			return false
		}
		end := i + len(key)
		if i > 0 && whole[i-1] != '\n' || end < len(whole) && whole[end] != '\n' {
			return true
		}
		whole = whole[end:]
	}
}

// textLength counts the bytes of running text.
func textLength(leaves []leaf) int {
	n := 0
	for i := range leaves {
		if leaves[i].kind != demarche.Heading {
			n += len(leaves[i].text)
		}
	}
	return n
}
