package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

//go:embed static templates
var embedded embed.FS

// files are the scripts and styles: by their names, the names with the hash of
// what is in them, and by those the contents.
type files struct {
	names    map[string]string
	contents map[string][]byte
}

// hashed gives each embedded file a name that changes with its contents, so
// that a browser may keep it for ever.
func hashed() files {
	f := files{map[string]string{}, map[string][]byte{}}
	entries, _ := fs.ReadDir(embedded, "static") // embedded: it is there
	for _, e := range entries {
		body, _ := fs.ReadFile(embedded, "static/"+e.Name())
		sum := sha256.Sum256(body)
		ext := path.Ext(e.Name())
		name := strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:6]) + ext
		f.names[e.Name()], f.contents[name] = name, body
	}
	return f
}

// link is the address of a file.
func (f files) link(name string) string { return "/static/" + f.names[name] }

func (s *Server) static(w http.ResponseWriter, r *http.Request) {
	body, ok := s.files.contents[r.PathValue("name")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	kinds := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
	w.Header().Set("Content-Type", kinds[path.Ext(r.PathValue("name"))])
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(body)
}
