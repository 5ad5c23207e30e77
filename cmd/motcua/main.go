// Command motcua serves Vietnamese one-stop administrative procedures: the
// dossier goes through one door, across agencies, and its date is right.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"motcua"
	"motcua/internal/message"
)

// The exit codes: done, failed, and asked for something that cannot be done as
// it was asked.
const (
	exitDone   = 0
	exitFailed = 1
	exitInput  = 2
	exitLater  = 75 // EX_TEMPFAIL: a mail server keeps the message and tries again
)

// commands is the command line. Its words stand in the catalogue as cli.help.*.
type commands struct {
	Lang string `default:"vi" enum:"vi,en" env:"MOTCUA_LANG" help:"${lang}"`

	Demo     demoCmd     `cmd:"" help:"${demo}"`
	Serve    serveCmd    `cmd:"" help:"${serve}"`
	Migrate  migrateCmd  `cmd:"" help:"${migrate}"`
	Import   importCmd   `cmd:"" help:"${import}"`
	User     userCmd     `cmd:"" help:"${user}"`
	Token    tokenCmd    `cmd:"" help:"${token}"`
	Feedback feedbackCmd `cmd:"" help:"${feedback}"`
	Check    checkCmd    `cmd:"" help:"${check}"`
	Report   reportCmd   `cmd:"" help:"${report}"`
	Deadline deadlineCmd `cmd:"" help:"${deadline}"`
	Bench    benchCmd    `cmd:"" help:"${bench}"`
	Version  versionCmd  `cmd:"" help:"${version}"`
}

// console is what a command reads, and what it answers to.
type console struct {
	In          io.Reader
	Out, Err    io.Writer
	Environment []string // as of os.Environ
	Sentences   *message.Catalogue
	Words       *message.Printer // of the language asked for
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run carries out one command line of the machine and answers with the exit
// code. Long commands end in order when they are interrupted.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return (&console{In: os.Stdin, Out: stdout, Err: stderr, Environment: os.Environ()}).run(ctx, args)
}

func (c *console) run(ctx context.Context, args []string) int {
	var err error
	if c.Sentences, err = message.Load(); err != nil {
		return fail(c.Err, err)
	}
	c.Words = c.Sentences.In(c.language(args))
	var asked commands
	code, exited := exitDone, false
	parser, err := kong.New(&asked, kong.Name("motcua"), kong.Writers(c.Out, c.Err), helpWords(c.Words),
		kong.Description(c.Words.T("cli.help.motcua")), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Exit(func(n int) { code, exited = n, true }))
	if err != nil {
		return fail(c.Err, err)
	}
	command, err := parser.Parse(args)
	if exited {
		return code
	}
	if err != nil {
		fmt.Fprintf(c.Err, "motcua: %s\n", oneLine(err.Error()))
		return exitInput
	}
	return c.answer(command.Run(c))
}

// language is the one asked for, which the help needs to know before the
// command line is read.
func (c *console) language(args []string) string {
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			return value
		}
		if arg == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	return c.variable("MOTCUA_LANG")
}

func (c *console) variable(name string) string {
	for _, pair := range c.Environment {
		if value, ok := strings.CutPrefix(pair, name+"="); ok {
			return value
		}
	}
	return ""
}

// answer turns the outcome of a command into an exit code and, when it went
// wrong, into one line for the reader.
func (c *console) answer(err error) int {
	var fault *motcua.Fault
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, new(found)):
		return exitFailed
	case errors.As(err, new(later)):
		fail(c.Err, err)
		return exitLater
	case !errors.As(err, &fault):
		return fail(c.Err, err)
	}
	var said []string
	for _, f := range fault.All() {
		sentence := c.Words.Fault(f)
		if f.Field != "" {
			sentence = f.Field + ": " + sentence
		}
		said = append(said, oneLine(sentence))
	}
	fmt.Fprintf(c.Err, "motcua: %s\n", strings.Join(said, "; "))
	if fault.Kind == motcua.Internal {
		return exitFailed
	}
	return exitInput
}

func fail(stderr io.Writer, err error) int {
	fmt.Fprintf(stderr, "motcua: %s\n", oneLine(err.Error()))
	return exitFailed
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// versionCmd prints what was built.
type versionCmd struct{}

// Run prints the module version and the revision, when the build knows them.
func (versionCmd) Run(con *console) error {
	_, err := fmt.Fprintln(con.Out, "motcua", built())
	return err
}

func built() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	version := info.Main.Version
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			version += " " + setting.Value
		}
	}
	return version
}
