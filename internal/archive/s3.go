package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"
	"gocloud.dev/blob"
	"gocloud.dev/blob/s3blob"

	"motcua"
)

// S3 says where a bucket is and who writes to it.
type S3 struct {
	Endpoint string // URL of the server; "" is Amazon's
	Region   string
	Bucket   string
	Key      string
	Secret   string
}

// OpenS3 opens the archive in a bucket of a server that speaks S3. What is on
// its way stands in a directory of this machine all the same.
func OpenS3(ctx context.Context, to S3, dir string) (*Archive, error) {
	incoming := filepath.Join(dir, "incoming")
	if err := os.MkdirAll(incoming, 0o700); err != nil {
		return nil, fmt.Errorf("make the directory of incoming files: %w", err)
	}
	client := s3.New(s3.Options{Region: to.Region, Credentials: credentials.NewStaticCredentialsProvider(to.Key, to.Secret, "")}, func(o *s3.Options) {
		// Servers other than Amazon's know neither buckets as hosts nor the
		// newer checksums at the end of a body.
		o.RequestChecksumCalculation = aws.RequestChecksumCalculationWhenRequired
		o.ResponseChecksumValidation = aws.ResponseChecksumValidationWhenRequired
		if to.Endpoint != "" {
			o.BaseEndpoint, o.UsePathStyle = aws.String(to.Endpoint), true
		}
	})
	bucket, err := s3blob.OpenBucket(ctx, client, to.Bucket, nil)
	if err != nil {
		return nil, fmt.Errorf("open the archive: %w", err)
	}
	return &Archive{bucket: bucket, incoming: incoming, at: to}, nil
}

// probe is the key of what Check writes and removes again.
const probe = "check"

// Check tells whether the archive can be written, read and emptied. The fault
// of a bucket names the setting that is to be put right.
func (a *Archive) Check(ctx context.Context) error {
	err := a.bucket.WriteAll(ctx, probe, []byte(probe), &blob.WriterOptions{ContentType: "text/plain"})
	if err == nil {
		_, err = a.bucket.ReadAll(ctx, probe)
	}
	if err == nil {
		err = a.bucket.Delete(ctx, probe)
	}
	if err == nil || a.at.Bucket == "" {
		return err
	}
	field, key := "files.s3.endpoint", "archive.s3.away"
	var answer smithy.APIError
	if errors.As(err, &answer) {
		switch answer.ErrorCode() {
		case "NoSuchBucket", "NotFound":
			field, key = "files.s3.bucket", "archive.s3.missing"
		case "InvalidAccessKeyId", "SignatureDoesNotMatch", "XAdminUserNotFound": // the last is versitygw's
			field, key = "files.s3.key", "archive.s3.key"
		case "AccessDenied", "Forbidden":
			field, key = "files.s3.bucket", "archive.s3.denied"
		}
	}
	fault := motcua.InvalidField(field, key, "Bucket", a.at.Bucket, "Where", where(a.at.Endpoint))
	fault.Cause = err
	return fault
}

func where(endpoint string) string {
	if endpoint == "" {
		return "Amazon S3"
	}
	return strings.TrimPrefix(strings.TrimPrefix(endpoint, "https://"), "http://")
}
