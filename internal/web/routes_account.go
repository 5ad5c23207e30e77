package web

import (
	"motcua/document"
	"motcua/identity"
)

// mandateDesk are those who hold the paper of a mandate to its request.
var mandateDesk = []identity.Role{identity.Reception, identity.Office}

// accountRoutes is the part of the table for applicants with an account.
func accountRoutes() []Route {
	return []Route{
		{name: "signUp", method: "GET", pattern: "/dang-ky", handler: (*Web).signUpForm},
		{name: "signUp.post", method: "POST", pattern: "/dang-ky", handler: (*Web).signUp},
		{name: "proof", method: "GET", pattern: "/xac-nhan", handler: (*Web).proofForm},
		{name: "proof.post", method: "POST", pattern: "/xac-nhan", handler: (*Web).prove},
		{name: "forgot", method: "GET", pattern: "/quen-mat-khau", handler: (*Web).forgotForm},
		{name: "forgot.post", method: "POST", pattern: "/quen-mat-khau", handler: (*Web).forgot},
		{name: "reset", method: "GET", pattern: "/dat-lai-mat-khau", handler: (*Web).resetForm},
		{name: "reset.post", method: "POST", pattern: "/dat-lai-mat-khau", handler: (*Web).reset},
		{name: "signIn.code", method: "GET", pattern: "/dang-nhap/ma", handler: (*Web).codeForm},
		{name: "signIn.code.post", method: "POST", pattern: "/dang-nhap/ma", handler: (*Web).signInCode},
		{name: "provider", method: "GET", pattern: "/dang-nhap/qua/{provider}", handler: (*Web).toProvider},
		{name: "provider.back", method: "GET", pattern: "/dang-nhap/ve/{provider}", handler: (*Web).fromProvider},
		{name: "mine.unlink", method: "POST", pattern: "/cua-toi/tai-khoan/qua/{provider}", handler: (*Web).unlink, own: true},
		{name: "mine.proof", method: "POST", pattern: "/cua-toi/tai-khoan/xac-nhan", handler: (*Web).askProof, own: true},
		{name: "mine.email", method: "POST", pattern: "/cua-toi/tai-khoan/email", handler: (*Web).moveAddress, own: true},
		{name: "mine.close", method: "GET", pattern: "/cua-toi/tai-khoan/dong", handler: (*Web).closeForm, own: true},
		{name: "mine.close.post", method: "POST", pattern: "/cua-toi/tai-khoan/dong", handler: (*Web).closeAccount, own: true},
		{name: "mine.papers", method: "GET", pattern: "/cua-toi/giay-to", handler: (*Web).wallet, own: true},
		{name: "mine.paper", method: "GET", pattern: "/cua-toi/giay-to/{file}", handler: (*Web).walletFile, own: true},
		{name: "mine.mandates", method: "GET", pattern: "/cua-toi/to-chuc", handler: (*Web).mandates, own: true},
		{name: "mine.mandates.post", method: "POST", pattern: "/cua-toi/to-chuc", handler: (*Web).askMandate, own: true, most: document.Largest + bodySize},
		{name: "mine.mandate.end", method: "POST", pattern: "/cua-toi/to-chuc/{mandate}/thoi", handler: (*Web).giveUpMandate, own: true},
		{name: "mine.act", method: "POST", pattern: "/cua-toi/vai", handler: (*Web).act, own: true},
		{name: "desk.mandates", method: "GET", pattern: "/can-bo/uy-quyen", handler: (*Web).deskMandates, who: mandateDesk},
		{name: "desk.mandate", method: "POST", pattern: "/can-bo/uy-quyen/{mandate}", handler: (*Web).decideMandate, who: mandateDesk},
		{name: "desk.mandate.file", method: "GET", pattern: "/can-bo/uy-quyen/{mandate}/giay-to", handler: (*Web).mandateFile, who: mandateDesk},
		{name: "mine.security", method: "GET", pattern: "/cua-toi/bao-mat", handler: (*Web).security, own: true},
		{name: "mine.device", method: "GET", pattern: "/cua-toi/bao-mat/thiet-bi", handler: (*Web).device, own: true},
		{name: "mine.device.post", method: "POST", pattern: "/cua-toi/bao-mat/thiet-bi", handler: (*Web).turnOn, own: true},
		{name: "mine.device.off", method: "POST", pattern: "/cua-toi/bao-mat/tat", handler: (*Web).turnOff, own: true},
		{name: "mine.recovery", method: "POST", pattern: "/cua-toi/bao-mat/ma-du-phong", handler: (*Web).renewRecovery, own: true},
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
