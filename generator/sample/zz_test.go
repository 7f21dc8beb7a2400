package sample
import ("testing";"math")
func TestZZ(t *testing.T){
 tb:=newTables()
 for _,c:=range []course{improving,worsening}{
 for _, roll := range []int{0} {
  sig:=0; var N,R,pa0,pa1,lv float64
  for seed:=uint64(1);seed<=100;seed++{
   opt,_:=Options{Seed:seed}.complete()
   a:=newAuthority(opt)
   for i:=range a.schools { s:=&a.schools[i]
    if s.course!=c {continue}
    if roll>0&&c==worsening {s.Roll=roll}
    var v [3][6]float64; var pa [3]float64
    for k,y:=0,a.first;y<=latest;k,y=k+1,y+1 { rng:=a.stream(i,y); cc:=count(rng,s,tb.simulate(rng,s,y,lastHalfTerm(y)),0)
     for h:=range v[k]{x:=cc.half[0][h]; if x.possible>0 {v[k][h]=100-100*float64(x.authorised+x.unauthorised)/float64(x.possible)}}
     x:=cc.span[0][1]; pa[k]=100*float64(x.pa)/float64(x.enrolments)
    }
    n:=0.0; for h:=range 6 {n+=math.Abs(v[1][h]-v[0][h])/6}
    e:=n*6; for h:=range 2 {e+=math.Abs(v[2][h]-v[1][h])}
    lim:=3.267*e/8
    r:=0.0; ok:=true; for h:=range 4 {d:=v[2][h]-v[1][h]; r+=d/4; if h>=2&&math.Abs(d)<=lim{ok=false}}
    if ok{sig++}
    N+=n/100;R+=r/100;pa0+=pa[1]/100;pa1+=pa[2]/100; for h:=range 4 {lv+=v[1][h]/400}
    if seed==1 {t.Log(c,s.Roll,s.Name,v,pa,"n",n,"lim",lim,ok)}
   }
  }
  t.Logf("%v roll %d: n %.2f r %.2f lv %.1f pa %.1f->%.1f signal %d%%",c,roll,N,R,lv,pa0,pa1,sig)
  if c==improving{break}
 }}
}
