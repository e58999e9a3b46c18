const {nav,login,comptes,B}=require('/tmp/revue/lib.js');
const T=async p=>(await p.innerText('main')).replace(/\n+/g,' | ');
(async()=>{const b=await nav();
const p=await login(b,'coordonnateur');
// signalés SIEI dans la file ?
for(const n of ['goff-martin','alert','Dubois Léa']){await p.goto(B+'/recherche?q='+encodeURIComponent(n));const h=await p.$$eval('main table a[href^="/jeunes/"]',a=>a.map(x=>x.getAttribute('href')+' '+x.textContent));console.log(n,h.join(' ; '));
 if(h[0]){const u=h[0].split(' ')[0];await p.goto(B+u);console.log('   ',(await T(p)).slice(0,1600))}}
await p.goto(B+'/verifications?campagne=3&par=100');const t=await T(p);console.log('dans la file:',/GOFF-MARTIN/.test(t),/DUBOIS|Dubois/.test(t),t.slice(0,200));
await p.goto(B+'/campagnes/3');console.log((await T(p)).slice(0,2500));
// convocation mineur
await p.goto(B+'/jeunes/10901/obligation');console.log('OBL',(await T(p)).slice(0,1200),await p.$$eval('main form',a=>a.map(f=>f.getAttribute('action')+' '+[...f.elements].map(x=>x.name).join(','))));
const f=p.locator('form[action*=convocations]');
if(await f.count()){for(const n of ['le','convoque_le','jour','envoyee_le']){const i=f.locator(`[name=${n}]`);if(await i.count())await i.first().fill('30/09/2026')}
 await f.locator('button[type=submit]').first().click();await p.waitForTimeout(500);console.log('CONV',p.url(),(await T(p)).slice(0,1000));await p.screenshot({path:'/tmp/revue/conv.png',fullPage:true})}
await b.close()})()
