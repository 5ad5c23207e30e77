package web

import "motcua/identity"

// statementSize holds the largest statement with what a form adds.
const statementSize = 9 << 20

// payRoutes is the part of the table for fees and charges.
func payRoutes() []Route {
	accountants := []identity.Role{identity.Office, identity.Admin}
	return []Route{
		{name: "pay", method: "GET", pattern: "/tra-cuu/{code}/thanh-toan", handler: (*Web).pay},
		{name: "pay.gateway", method: "POST", pattern: "/tra-cuu/{code}/thanh-toan/cong", handler: (*Web).toGateway},
		{name: "pay.ask", method: "POST", pattern: "/tra-cuu/{code}/thanh-toan/hoi-lai", handler: (*Web).askGateway},
		{name: "pay.refund", method: "POST", pattern: "/tra-cuu/{code}/thanh-toan/hoan-tra", handler: (*Web).askRefund},
		{name: "pay.slip", method: "GET", pattern: "/tra-cuu/{code}/thanh-toan/bien-lai/{number}", handler: (*Web).ownSlip},
		{name: "gateway.called", method: "POST", pattern: "/thanh-toan/ket-qua", handler: (*Web).gatewayCalled},
		{name: "gateway.returned", method: "GET", pattern: "/thanh-toan/ve", handler: (*Web).gatewayReturned},

		{name: "fees", method: "GET", pattern: "/can-bo/phi", handler: (*Web).fees, who: staffRoles},
		{name: "fees.day", method: "GET", pattern: "/can-bo/phi/chot-ngay", handler: (*Web).closeDay, who: append(accountants, identity.Reception)},
		{name: "fees.bill", method: "GET", pattern: "/can-bo/phi/{code}", handler: (*Web).bill, who: staffRoles},
		{name: "fees.act", method: "POST", pattern: "/can-bo/phi/{code}/{act}", handler: (*Web).actOnBill, who: staffRoles},
		{name: "fees.slip", method: "GET", pattern: "/can-bo/phi/{code}/bien-lai/{number}", handler: (*Web).slip, who: staffRoles},
		{name: "statements", method: "GET", pattern: "/can-bo/phi/sao-ke", handler: (*Web).statements, who: accountants},
		{name: "statements.post", method: "POST", pattern: "/can-bo/phi/sao-ke", handler: (*Web).takeStatement, who: accountants, most: statementSize},
		{name: "statement.look", method: "GET", pattern: "/can-bo/phi/sao-ke/xem/{file}", handler: (*Web).lookAtStatement, who: accountants},
		{name: "statement.import", method: "POST", pattern: "/can-bo/phi/sao-ke/xem/{file}", handler: (*Web).importStatement, who: accountants},
		{name: "statement", method: "GET", pattern: "/can-bo/phi/sao-ke/{id}", handler: (*Web).statement, who: accountants},
		{name: "statement.go", method: "POST", pattern: "/can-bo/phi/sao-ke/{id}", handler: (*Web).continueStatement, who: accountants},
		{name: "line", method: "GET", pattern: "/can-bo/phi/dong/{hash}", handler: (*Web).bankLine, who: accountants},
		{name: "line.post", method: "POST", pattern: "/can-bo/phi/dong/{hash}", handler: (*Web).setLine, who: accountants},
	}
}
