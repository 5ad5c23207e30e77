package web

// Address is a row of the table of addresses as tests from outside see it.
type Address struct {
	Name, Method, Pattern string
	Staff, Own            bool
}

// Addresses are all of them: a test that goes through every form cannot forget a
// new one.
func Addresses() []Address {
	var list []Address
	for _, r := range routes() {
		list = append(list, Address{r.name, r.method, r.pattern, len(r.who) > 0, r.own})
	}
	return list
}
