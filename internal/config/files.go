package config

import (
	"os"
	"path/filepath"
	"strings"

	"motcua"
)

// Files says where the bytes of files are kept; without a bucket they stand
// under the data directory.
type Files struct {
	S3 S3 `koanf:"s3"`
}

// S3 is a bucket of a server that speaks S3.
type S3 struct {
	Endpoint   string `koanf:"endpoint"` // URL of the server; "" is Amazon's
	Region     string `koanf:"region"`
	Bucket     string `koanf:"bucket"`
	Key        string `koanf:"key"`
	Secret     string `koanf:"secret"`     // never shown
	SecretFile string `koanf:"secretfile"` // holds the secret, in place of Secret
}

func filesDefaults() map[string]any {
	return map[string]any{"files.s3.endpoint": "", "files.s3.region": "us-east-1", "files.s3.bucket": "", "files.s3.key": "", "files.s3.secret": "", "files.s3.secretfile": ""}
}

func (f *Files) check() *motcua.Fault {
	s := &f.S3
	if s.Bucket == "" {
		return nil
	}
	if s.Secret == "" && s.SecretFile != "" {
		text, err := os.ReadFile(filepath.Clean(s.SecretFile))
		if err != nil {
			return motcua.InvalidField("files.s3.secretfile", "config.file", "File", s.SecretFile)
		}
		s.Secret = strings.TrimSpace(string(text))
	}
	return first(checkURL("files.s3.endpoint", s.Endpoint, "https", "http"), needed("files.s3.region", s.Region, "files.s3.bucket"),
		needed("files.s3.key", s.Key, "files.s3.bucket"), needed("files.s3.secret", s.Secret, "files.s3.bucket"))
}

func (f Files) shown() [][2]string {
	secret := ""
	if f.S3.Secret != "" {
		secret = "••••"
	}
	return [][2]string{{"files.s3.endpoint", f.S3.Endpoint}, {"files.s3.region", f.S3.Region}, {"files.s3.bucket", f.S3.Bucket}, {"files.s3.key", f.S3.Key},
		{"files.s3.secret", secret}, {"files.s3.secretfile", f.S3.SecretFile}}
}
