package browsertest

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// modeller is bpmn-js 18.31.1 as its makers build it, the file
// dist/bpmn-modeler.production.min.js of the package of that name on npm
// (integrity sha512-Hc7LzrgwfcBRUAdI/380Q2v1MJ115atGEVGadawLfDbHdo+r+IkmNj8fuYPFmWglUYt1KYIaC46OeX16HGTKQw==).
//
//go:embed bpmn-js/bpmn-modeler.production.min.js
var modeller string

// Modeller opens an empty page with the modeller of BPMN that most people draw
// with (bpmn-js; its licence stands beside it, tests alone use it) and runs the
// body of an asynchronous function in which it is called modeler. What that
// returns is read as a T. A picture of the page at its end is written to the
// file shot, "" for none.
func Modeller[T any](t *testing.T, b *Browser, body, shot string) T {
	t.Helper()
	tab, shut := chromedp.NewContext(b.ctx)
	defer shut()
	limited, stop := context.WithTimeout(tab, time.Minute)
	defer stop()
	const open = `document.body.innerHTML = '<div id="canvas" style="width:100%;height:860px"></div>'; window.modeler = new BpmnJS({container: "#canvas"}); 0`
	if err := chromedp.Do(limited, view(Desk), chromedp.Navigate("about:blank"), chromedp.Evaluate[chromedp.Void](modeller+";0"), chromedp.Evaluate[chromedp.Void](open)); err != nil {
		t.Fatalf("opening bpmn-js: %v", err)
	}
	value, err := chromedp.Run(limited, chromedp.Evaluate[T](fmt.Sprintf("(async () => { %s })()", body), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("in bpmn-js: %v", err)
	}
	if shot != "" {
		png, err := chromedp.Run(limited, chromedp.FullScreenshot(100))
		if err == nil {
			err = os.WriteFile(shot, png, 0o644)
		}
		if err != nil {
			t.Fatalf("taking a picture of bpmn-js: %v", err)
		}
	}
	return value
}
