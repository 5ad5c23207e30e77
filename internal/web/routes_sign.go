package web

import "motcua/identity"

// keyFileSize holds the largest file of a certificate with what a form adds.
const keyFileSize = 256 << 10

// signRoutes is the part of the table for the signing of results.
func signRoutes() []Route {
	signers := []identity.Role{identity.Head, identity.Director, identity.Office}
	return []Route{
		{name: "sign", method: "GET", pattern: "/can-bo/trinh-ky", handler: (*Web).toSign, who: signers},
		{name: "sign.batch", method: "GET", pattern: "/can-bo/trinh-ky/loat", handler: (*Web).lookAtBatch, who: signers},
		{name: "sign.batch.post", method: "POST", pattern: "/can-bo/trinh-ky/loat", handler: (*Web).signBatch, who: signers},
		{name: "sign.paper", method: "GET", pattern: "/can-bo/trinh-ky/{code}", handler: (*Web).draftToSign, who: signers},
		{name: "sign.paper.post", method: "POST", pattern: "/can-bo/trinh-ky/{code}", handler: (*Web).signDraft, who: signers},
		{name: "sign.back", method: "POST", pattern: "/can-bo/trinh-ky/{code}/tra-lai", handler: (*Web).returnDraft, who: signers},
		{name: "certificates", method: "GET", pattern: "/can-bo/quan-tri/chung-thu", handler: (*Web).certificates, who: signers},
		{name: "certificates.post", method: "POST", pattern: "/can-bo/quan-tri/chung-thu", handler: (*Web).bindKey, who: signers, most: keyFileSize},
		{name: "certificates.drop", method: "POST", pattern: "/can-bo/quan-tri/chung-thu/{id}/bo", handler: (*Web).dropKey, who: signers},
	}
}
