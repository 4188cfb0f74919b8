package cli

import (
	"runtime/debug"

	"demarche/internal/pipeline"
)

// version is the pipeline's version, which every record carries, and the
// commit that the binary was built from, where Go knows it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return pipeline.Version
	}
	said := map[string]string{}
	for _, s := range info.Settings {
		said[s.Key] = s.Value
	}
	commit := said["vcs.revision"]
	if len(commit) < 12 {
		return pipeline.Version
	}
	if said["vcs.modified"] == "true" {
		return pipeline.Version + " (" + commit[:12] + ", modified)"
	}
	return pipeline.Version + " (" + commit[:12] + ")"
}
