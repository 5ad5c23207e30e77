package main

// reportCmd is what the department reports.
type reportCmd struct {
	Check reportCheckCmd `cmd:"" help:"${reportCheck}"`
}
