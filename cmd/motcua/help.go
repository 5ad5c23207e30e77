package main

import (
	"github.com/alecthomas/kong"

	"motcua/internal/message"
)

// helpNames are the words that the help of commands and flags is made of; each
// stands in the catalogue as cli.help.NAME.
func helpNames() []string {
	return []string{
		"lang", "demo", "serve", "migrate", "import", "user", "token", "check", "deadline", "version",
		"config", "data", "database", "listen", "json",
		"procedures", "processes", "calendar", "agencies", "topics", "file", "document",
		"userAdd", "userList", "userDisable", "userPassword", "person", "personName", "title", "post",
		"tokenCreate", "tokenRevoke", "label", "checkDossiers", "checkRepair", "feedback", "feedbackReceive", "report", "reportCheck", "reportFile", "reportFrom", "reportTo", "reportIssued",
		"demoClock", "demoData", "demoDatabase", "demoListen", "demoTokens", "demoEmpty",
		"bench", "benchData", "benchLists", "benchCases", "benchDossiers", "benchSmall", "benchLarge", "benchClients", "benchCaseCount",
	}
}

func helpWords(words *message.Printer) kong.Vars {
	vars := kong.Vars{}
	for _, name := range helpNames() {
		vars[name] = words.T("cli.help." + name)
	}
	return vars
}
