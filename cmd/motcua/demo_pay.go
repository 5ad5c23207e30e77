package main

import (
	"net/http"

	"motcua/internal/config"
	"motcua/internal/gateway/standin"
)

// demoTill is where the payment gateway of the demonstration stands. No money
// moves there.
const demoTill = "/demo/cong-thanh-toan"

// demoPay are an account that is nobody's and the stand-in of a gateway.
func demoPay(site string) config.Pay {
	return config.Pay{Series: "MAU", Bank: config.Bank{BIN: "970436", Name: "Vietcombank (mẫu)", Number: "0000000000000", Holder: "SO KE HOACH VA DAU TU (MAU)"},
		Gateway: config.Gateway{URL: site + demoTill + "/pay", Query: site + demoTill + "/query", Merchant: "MAU", Secret: "trinh-dien-khong-co-tien"}}
}

// demoGateway is the stand-in behind those addresses.
func (h *house) demoGateway() http.Handler {
	pay := h.config.Pay.Gateway
	return &standin.Server{Merchant: pay.Merchant, Secret: pay.Secret, Now: h.office.Now}
}
