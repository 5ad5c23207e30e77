package payment

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"motcua"
)

// VietQR is what a QR of the banks asks a payer's program to fill in.
type VietQR struct {
	BIN     string // of the receiving bank at NAPAS
	Account string
	Amount  int64  // đồng; 0 leaves it to the payer
	Bill    string // number of a bill, at most 25 letters and digits
	Purpose string // at most 25 characters
}

// The identifiers of VietQR within EMVCo's merchant-presented mode (NAPAS, QR
// format specification; TCCS 03:2018/NHNNVN).
const (
	napas     = "A000000727"
	toAccount = "QRIBFTTA" // fast transfer to an account
	dong      = "704"      // ISO 4217
)

var errQR = errors.New("not a VietQR of a transfer to an account")

// Payload writes the payload of a VietQR: tags with lengths, a checksum at the end.
func (t VietQR) Payload() (string, error) {
	if err := t.check(); err != nil {
		return "", err
	}
	once := "11" // to be used again: the amount is left open
	if t.Amount > 0 {
		once = "12"
	}
	bank := tag("00", t.BIN) + tag("01", t.Account)
	s := tag("00", "01") + tag("01", once) + tag("38", tag("00", napas)+tag("01", bank)+tag("02", toAccount)) + tag("53", dong)
	if t.Amount > 0 {
		s += tag("54", strconv.FormatInt(t.Amount, 10))
	}
	s += tag("58", "VN")
	more := ""
	if t.Bill != "" {
		more += tag("01", t.Bill)
	}
	if t.Purpose != "" {
		more += tag("08", t.Purpose)
	}
	if more != "" {
		s += tag("62", more)
	}
	s += "6304"
	return s + fmt.Sprintf("%04X", crc16(s)), nil
}

func (t VietQR) check() error {
	switch {
	case !bankBIN.MatchString(t.BIN):
		return motcua.InvalidField("bin", "payment.bank.bin")
	case !accountNumber.MatchString(t.Account):
		return motcua.InvalidField("number", "payment.bank.number")
	case t.Amount < 0 || t.Amount > Most:
		return motcua.InvalidField("amount", "payment.amount", "Most", Most)
	case len(t.Purpose) > contentLongest || !printable(t.Purpose):
		return motcua.InvalidField("purpose", "payment.qr.purpose", "Limit", contentLongest)
	case len(t.Bill) > contentLongest || plain(t.Bill) != t.Bill:
		return motcua.InvalidField("bill", "payment.qr.purpose", "Limit", contentLongest)
	default:
		return nil
	}
}

// ReadVietQR reads the payload of a VietQR of a transfer to an account; the
// checksum, the lengths and the identifiers must all be right.
func ReadVietQR(s string) (VietQR, error) {
	var t VietQR
	if len(s) < 8 || s[len(s)-8:len(s)-4] != "6304" || fmt.Sprintf("%04X", crc16(s[:len(s)-4])) != s[len(s)-4:] {
		return t, fmt.Errorf("%w: checksum", errQR)
	}
	tags, err := tagsOf(s)
	if err != nil {
		return t, err
	}
	merchant, err := tagsOf(tags["38"])
	if err != nil {
		return t, err
	}
	bank, err := tagsOf(merchant["01"])
	if err != nil {
		return t, err
	}
	more, err := tagsOf(tags["62"])
	if err != nil {
		return t, err
	}
	if tags["00"] != "01" || merchant["00"] != napas || merchant["02"] != toAccount || tags["53"] != dong || tags["58"] != "VN" {
		return t, errQR
	}
	t = VietQR{BIN: bank["00"], Account: bank["01"], Bill: more["01"], Purpose: more["08"]}
	if amount, given := tags["54"]; given {
		if t.Amount, err = strconv.ParseInt(amount, 10, 64); err != nil {
			return t, fmt.Errorf("%w: amount", errQR)
		}
	}
	return t, nil
}

// tag writes an identifier, the length of its value in two digits, the value.
func tag(id, value string) string { return fmt.Sprintf("%s%02d%s", id, len(value), value) }

func tagsOf(s string) (map[string]string, error) {
	tags := map[string]string{}
	for s != "" {
		if len(s) < 4 {
			return nil, fmt.Errorf("%w: a tag is cut off", errQR)
		}
		n, err := strconv.Atoi(s[2:4])
		if err != nil || n < 0 || len(s) < 4+n {
			return nil, fmt.Errorf("%w: a length is wrong", errQR)
		}
		if _, twice := tags[s[:2]]; twice {
			return nil, fmt.Errorf("%w: tag %q stands twice", errQR, s[:2])
		}
		tags[s[:2]], s = s[4:4+n], s[4+n:]
	}
	return tags, nil
}

// crc16 is CRC-16/CCITT-FALSE: polynomial 0x1021, from 0xFFFF.
func crc16(s string) uint16 {
	crc := uint16(0xFFFF)
	for i := range len(s) {
		crc ^= uint16(s[i]) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return crc
}

func printable(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}
