package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"golang.org/x/term"

	"motcua"
	"motcua/identity"
)

// userCmd keeps the people who may sign in.
type userCmd struct {
	Add      userAddCmd      `cmd:"" help:"${userAdd}"`
	List     userListCmd     `cmd:"" help:"${userList}"`
	Disable  userDisableCmd  `cmd:"" help:"${userDisable}"`
	Password userPasswordCmd `cmd:"" help:"${userPassword}"`
}

type userAddCmd struct {
	place
	Person string   `arg:"" help:"${person}"`
	Name   string   `required:"" placeholder:"TEXT" help:"${personName}"`
	Title  string   `placeholder:"TEXT" help:"${title}"`
	Post   []string `required:"" sep:"none" placeholder:"AGENCY/UNIT/ROLE" help:"${post}"`
}

// Run adds a person, with the password that standard input holds.
func (cmd userAddCmd) Run(ctx context.Context, con *console) (err error) {
	posts, err := readPosts(cmd.Post)
	if err != nil {
		return err
	}
	h, err := cmd.open(ctx, con)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	if _, _, err := h.store.Person(ctx, cmd.Person); err == nil {
		return motcua.InvalidField("person", "cli.user.exists", "Person", cmd.Person)
	} else if motcua.KindOf(err) != motcua.NotFound {
		return err
	}
	password, err := con.password()
	if err != nil {
		return err
	}
	person := identity.Person{ID: cmd.Person, Name: cmd.Name, Title: cmd.Title, Posts: posts, Active: true}
	if err := h.office.PutPerson(ctx, identity.CommandLine(), person, password); err != nil {
		return err
	}
	return con.say("cli.user.added", "Person", cmd.Person)
}

// readPosts reads AGENCY/UNIT/ROLE, or AGENCY/ROLE for a post that stands for
// the whole agency.
func readPosts(texts []string) ([]identity.Post, error) {
	var posts []identity.Post
	for _, text := range texts {
		parts := strings.Split(text, "/")
		switch len(parts) {
		case 2:
			posts = append(posts, identity.Post{Agency: parts[0], Role: identity.Role(parts[1])})
		case 3:
			posts = append(posts, identity.Post{Agency: parts[0], Unit: parts[1], Role: identity.Role(parts[2])})
		default:
			return nil, motcua.InvalidField("post", "cli.user.post", "Value", text)
		}
	}
	return posts, nil
}

type userListCmd struct{ place }

// Run lists everybody who may sign in, with their posts.
func (cmd userListCmd) Run(ctx context.Context, con *console) (err error) {
	h, err := cmd.open(ctx, con)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	people, err := h.office.People(ctx, identity.CommandLine())
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(con.Out, 0, 0, 2, ' ', 0)
	for _, p := range people {
		var posts []string
		for _, post := range p.Posts {
			posts = append(posts, strings.ReplaceAll(post.Agency+"/"+post.Unit+"/"+string(post.Role), "//", "/"))
		}
		state := "cli.user.active"
		if !p.Active {
			state = "cli.user.disabled"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", p.ID, con.Words.T(state), p.Name, strings.Join(posts, " "))
	}
	return table.Flush()
}

type userDisableCmd struct {
	place
	Person string `arg:"" help:"${person}"`
}

// Run keeps a person from signing in; what the person did stays.
func (cmd userDisableCmd) Run(ctx context.Context, con *console) (err error) {
	h, err := cmd.open(ctx, con)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	person, _, err := h.store.Person(ctx, cmd.Person)
	if err != nil {
		return err
	}
	person.Active = false
	if err := h.office.PutPerson(ctx, identity.CommandLine(), person, ""); err != nil {
		return err
	}
	return con.say("cli.user.nowDisabled", "Person", cmd.Person)
}

type userPasswordCmd struct {
	place
	Person string `arg:"" help:"${person}"`
}

// Run gives a person the password that standard input holds.
func (cmd userPasswordCmd) Run(ctx context.Context, con *console) (err error) {
	h, err := cmd.open(ctx, con)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	person, _, err := h.store.Person(ctx, cmd.Person)
	if err != nil {
		return err
	}
	password, err := con.password()
	if err != nil {
		return err
	}
	if err := h.office.PutPerson(ctx, identity.CommandLine(), person, password); err != nil {
		return err
	}
	return con.say("cli.user.passwordSet", "Person", cmd.Person)
}

// password reads a password: typed unseen at a terminal, else the first line
// of standard input. It is never a flag, which other users of the machine and
// the history of the shell would see.
func (c *console) password() (string, error) {
	var password string
	if file, ok := c.In.(*os.File); ok && terminal(c.In) {
		fmt.Fprint(c.Err, c.Words.T("cli.user.passwordPrompt"), " ")
		typed, err := term.ReadPassword(int(file.Fd()))
		fmt.Fprintln(c.Err)
		if err != nil {
			return "", fmt.Errorf("read the password: %w", err)
		}
		password = string(typed)
	} else {
		line, err := bufio.NewReader(c.In).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fmt.Errorf("read the password: %w", err)
		}
		password = strings.TrimRight(line, "\r\n")
	}
	if password == "" {
		return "", motcua.InvalidField("password", "cli.user.passwordMissing")
	}
	return password, nil
}
