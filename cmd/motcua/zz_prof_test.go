package main
import ("testing";"os")
func TestProf(t *testing.T){ if c:=run([]string{"bench","cases","--cases","1500","--clients","32"}, os.Stdout, os.Stderr); c!=0 {t.Fatal(c)} }
