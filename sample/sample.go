// Package sample holds the sample negotiation: an invented one, in articles of
// several manners, with every position that they hold coded by hand and the
// ledger that they should yield. README.md tells what is in it.
//
// Nothing comes in but, for pages whose text depends on how they are extracted,
// the text of an article. Out go the files, the coded sentences and positions,
// and the expected ledger.
package sample

import "embed"

// Files are the talks file, the articles and what they should yield, by the
// paths that README.md gives. They can be read as a file system, or copied out
// with os.CopyFS.
//
//go:embed README.md talks.yaml articles expected
var Files embed.FS

// TalksFile and Articles are the paths in Files that a reader needs.
const (
	TalksFile = "talks.yaml"
	Articles  = "articles"
)
