package office

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/gateway"
	"motcua/internal/store"
	"motcua/payment"
)

// orderLasts is how long a payer may take at the gateway.
const orderLasts = 30 * time.Minute

// ToGateway begins an order of what is still due and gives the address of the
// gateway at which its applicant pays. back and notify are addresses of ours.
func (o *Office) ToGateway(ctx context.Context, c Claim, lang, back, notify string) (string, error) {
	g := o.settings.Till.Gateway
	if g == nil {
		return "", motcua.Refused(motcua.Conflict, "payment.gateway.none")
	}
	of, err := o.OwnBill(ctx, c)
	if err != nil {
		return "", err
	}
	balance := of.Sums().Balance
	if balance <= 0 {
		return "", motcua.Refused(motcua.Conflict, "payment.nothingDue")
	}
	now := o.Now()
	order := store.GatewayOrder{ID: strings.ReplaceAll(newID(), "-", ""), Dossier: of.Dossier.ID, Code: of.Code, Amount: balance, At: now, Until: now.Add(orderLasts)}
	if err := o.store.Write(ctx, func(tx *store.Tx) error { return tx.PutOrder(ctx, order) }); err != nil {
		return "", err
	}
	return g.Begin(gateway.Order{ID: order.ID, Amount: order.Amount, Info: of.Content, Lang: lang, Back: back, Notify: notify, At: order.At, Until: order.Until}), nil
}

// GatewayCalled takes a call of the gateway and says what to answer. The same
// call any number of times, at once or later, is one payment. An error is ours:
// the gateway is to call again.
func (o *Office) GatewayCalled(ctx context.Context, call url.Values) (gateway.Told, error) {
	g := o.settings.Till.Gateway
	if g == nil {
		return gateway.UnknownOrder, nil
	}
	result, err := g.Read(call, o.Now())
	if err != nil {
		return gateway.Refusal(err), nil
	}
	return o.settle(ctx, result)
}

// GatewayReturned is the code of the dossier whose payer comes back from the
// gateway, when it is the gateway that sent them. It records nothing: only the
// gateway's own call, or its answer, is a payment.
func (o *Office) GatewayReturned(ctx context.Context, call url.Values) (string, error) {
	unknown := motcua.Refused(motcua.NotFound, "payment.order.unknown")
	g := o.settings.Till.Gateway
	if g == nil {
		return "", unknown
	}
	result, err := g.Read(call, o.Now())
	if err != nil {
		unknown.Cause = err
		return "", unknown
	}
	order, err := o.store.Order(ctx, result.Order)
	return order.Code, err
}

// AskGateway asks the gateway how the latest order of a dossier stands, when
// its call has not come.
func (o *Office) AskGateway(ctx context.Context, c Claim) (*BillView, error) {
	of, err := o.OwnBill(ctx, c)
	if err != nil {
		return nil, err
	}
	g := o.settings.Till.Gateway
	if g == nil || of.Order == nil {
		return of, nil
	}
	result, err := g.Ask(ctx, of.Order.ID, o.Now())
	if err != nil {
		return nil, err
	}
	if _, err := o.settle(ctx, result); err != nil {
		return nil, err
	}
	return o.OwnBill(ctx, c)
}

// settle records what the gateway tells of an order, once.
func (o *Office) settle(ctx context.Context, r gateway.Result) (gateway.Told, error) {
	order, err := o.store.Order(ctx, r.Order)
	switch {
	case motcua.KindOf(err) == motcua.NotFound && err != nil:
		return gateway.UnknownOrder, nil
	case err != nil:
		return gateway.Told{}, err
	case order.Amount != r.Amount:
		return gateway.WrongAmount, nil
	}
	view, err := o.billed(ctx, order.Code)
	if err != nil {
		return gateway.Told{}, err
	}
	if !r.Paid {
		return gateway.Confirmed, o.store.Write(ctx, func(tx *store.Tx) error { return tx.ToldOrder(ctx, order.ID, r.Code, o.Now()) })
	}
	told := gateway.Confirmed
	_, err = o.changeBill(ctx, identity.System("gateway"), view, func(b *payment.Bill, act payment.Act, draw func() (payment.Receipt, error)) (*payment.Bill, []payment.Event, error) {
		id := "gateway:" + order.ID
		told = gateway.Confirmed
		if _, known := b.Payment(id); known {
			told = gateway.Already
			return b, nil, nil
		}
		return b.Receive(act, payment.Payment{ID: id, Way: payment.Gateway, Amount: r.Amount, Reference: r.Transaction, At: r.PaidAt}, draw)
	}, func(tx *store.Tx, _ *payment.Bill) error { return tx.ToldOrder(ctx, order.ID, r.Code, o.Now()) })
	return told, err
}

// billed finds a dossier for work on its money that nobody in particular does.
func (o *Office) billed(ctx context.Context, code string) (*View, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	d, _, err := o.load(ctx, b, Target{Code: dossier.ReadCode(code)})
	if err != nil {
		return nil, err
	}
	if d == nil {
		return nil, errors.New("a dossier of nothing")
	}
	return &View{Dossier: d, Book: b, At: o.Now()}, nil
}
