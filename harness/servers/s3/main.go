// The S3 server of image tests: versitygw on a folder, without its other kinds of storage.
//
//	s3 serve             serves at port 9000 until it is asked to end
//	s3 prepare BUCKET    once it answers: fails unless a wrong secret key is refused, and makes the bucket
//
// The keys are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the files are under /data.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"
	"github.com/versity/versitygw/backend/meta"
	"github.com/versity/versitygw/backend/posix"
	"github.com/versity/versitygw/embedgw"
)

const (
	port       = ":9000"
	region     = "us-east-1"
	objects    = "/data/objects"
	attributes = "/data/attributes"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, id, secret string) error {
	switch {
	case len(args) == 1 && args[0] == "serve":
		return serve(ctx, id, secret)
	case len(args) == 2 && args[0] == "prepare":
		if err := refuses(ctx, client(id, secret+"-")); err != nil {
			return err
		}
		_, err := client(id, secret).CreateBucket(ctx, &s3.CreateBucketInput{Bucket: &args[1]})
		return err
	}
	return errors.New("usage: s3 serve | s3 prepare BUCKET")
}

// serve keeps attributes in files of their own, since not every file system has extended attributes.
func serve(ctx context.Context, id, secret string) error {
	for _, folder := range []string{objects, attributes} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
	}
	storer, err := meta.NewSideCar(attributes)
	if err != nil {
		return err
	}
	// Without a limit no object can be copied, which is how s3a:// renames a file. S3's own limit is 5 GiB.
	backend, err := posix.New(objects, storer, posix.PosixOpts{SideCarDir: attributes, CopyObjectThreshold: 5 << 30})
	if err != nil {
		return err
	}
	return embedgw.RunVersityGW(ctx, backend, &embedgw.Config{
		RootUserAccess:    id,
		RootUserSecret:    secret,
		Region:            region,
		Ports:             []string{port},
		MaxConnections:    1000,
		MaxRequests:       1000,
		MultipartMaxParts: 10000,
		KeepAlive:         true,
	})
}

func client(id, secret string) *s3.Client {
	return s3.New(s3.Options{
		BaseEndpoint:     aws.String("http://127.0.0.1" + port),
		Credentials:      credentials.NewStaticCredentialsProvider(id, secret, ""),
		Region:           region,
		RetryMaxAttempts: 1,
		UsePathStyle:     true,
	})
}

// refuses fails unless the server refuses the signature of a client with a wrong key.
func refuses(ctx context.Context, wrong *s3.Client) error {
	_, err := wrong.ListBuckets(ctx, nil)
	var refusal smithy.APIError
	switch {
	case err == nil:
		return errors.New("a wrong secret key was not refused")
	case errors.As(err, &refusal) && refusal.ErrorCode() == "SignatureDoesNotMatch":
		return nil
	}
	return err
}
