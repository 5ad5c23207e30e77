// Command testpg runs a command beside a throw-away PostgreSQL, whose address
// it hands down in MOTCUA_TEST_POSTGRES, so that all test binaries share one
// server:
//
//	go run ./internal/officetest/testpg go test ./...
//
// With -durable the server keeps what it acknowledged, as measuring needs. When
// MOTCUA_TEST_POSTGRES is already set, the command runs beside that server. The
// exit code is the command's own; 2 when it could not be run.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"motcua/internal/officetest/cluster"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("testpg", flag.ContinueOnError)
	flags.SetOutput(stderr)
	durable := flags.Bool("durable", false, "keep what is acknowledged through a crash, as in production")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() == 0 {
		fmt.Fprintln(stderr, "testpg: which command? e.g. testpg go test ./...")
		return 2
	}
	environment := os.Environ()
	if os.Getenv("MOTCUA_TEST_POSTGRES") == "" {
		server, err := cluster.Start(*durable)
		if err != nil {
			fmt.Fprintln(stderr, "testpg:", err)
			return 2
		}
		defer func() {
			if err := server.Stop(); err != nil {
				fmt.Fprintln(stderr, "testpg:", err)
			}
		}()
		environment = append(environment, "MOTCUA_TEST_POSTGRES="+server.URL("postgres"))
	}
	return pass(flags.Args(), environment, stdout, stderr)
}

// pass runs the command, hands it the signals that ask this process to end and
// returns its exit code.
func pass(words, environment []string, stdout, stderr io.Writer) int {
	command := exec.Command(words[0], words[1:]...)
	command.Env = environment
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, stdout, stderr
	if err := command.Start(); err != nil {
		fmt.Fprintln(stderr, "testpg:", err)
		return 2
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	go func() {
		for s := range signals {
			// A command that has just ended needs no signal.
			_ = command.Process.Signal(s)
		}
	}()
	err := command.Wait()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit) && exit.ExitCode() > 0:
		return exit.ExitCode()
	default:
		fmt.Fprintln(stderr, "testpg:", err)
		return 2
	}
}
