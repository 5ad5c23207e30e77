package web

// accountRoutes is the part of the table for applicants with an account.
func accountRoutes() []Route {
	return []Route{
		{name: "signUp", method: "GET", pattern: "/dang-ky", handler: (*Web).signUpForm},
		{name: "signUp.post", method: "POST", pattern: "/dang-ky", handler: (*Web).signUp},
		{name: "mine", method: "GET", pattern: "/cua-toi", handler: (*Web).mineHome, own: true},
		{name: "mine.add", method: "POST", pattern: "/cua-toi/them", handler: (*Web).addDossier, own: true},
		{name: "mine.account", method: "GET", pattern: "/cua-toi/tai-khoan", handler: (*Web).profile, own: true},
		{name: "mine.account.post", method: "POST", pattern: "/cua-toi/tai-khoan", handler: (*Web).keepProfile, own: true},
		{name: "mine.password", method: "POST", pattern: "/cua-toi/tai-khoan/mat-khau", handler: (*Web).changePassword, own: true},
		{name: "mine.letters", method: "GET", pattern: "/cua-toi/thong-bao", handler: (*Web).myLetters, own: true},
		{name: "letters", method: "GET", pattern: "/can-bo/thu", handler: (*Web).letters, who: keepers},
		{name: "mine.choice", method: "GET", pattern: "/cua-toi/nhan-tin", handler: (*Web).letterChoice, own: true},
		{name: "mine.choice.post", method: "POST", pattern: "/cua-toi/nhan-tin", handler: (*Web).chooseLetters, own: true},
		{name: "letters.stop", method: "GET", pattern: "/thoi-nhan/{token}", handler: (*Web).stopLettersForm},
		{name: "letters.stop.post", method: "POST", pattern: "/thoi-nhan/{token}", handler: (*Web).stopLetters},
		{name: "letters.texts", method: "GET", pattern: "/can-bo/thu/loi-thu", handler: (*Web).letterTexts, who: keepers},
		{name: "letters.text", method: "GET", pattern: "/can-bo/thu/loi-thu/{kind}", handler: (*Web).letterText, who: keepers},
		{name: "letters.text.post", method: "POST", pattern: "/can-bo/thu/loi-thu/{kind}", handler: (*Web).keepLetterText, who: keepers},
		{name: "letters.again", method: "POST", pattern: "/can-bo/thu", handler: (*Web).sendAgain, who: keepers},
		{name: "mine.sessions", method: "GET", pattern: "/cua-toi/phien", handler: (*Web).accountSessions, own: true},
		{name: "mine.session.end", method: "POST", pattern: "/cua-toi/phien", handler: (*Web).endSession, own: true},
	}
}
