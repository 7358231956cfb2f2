/** Cards, tables, forms, badges, charts. */
export const parts = `
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;min-width:0}
.card>.head{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:6px 12px;padding:11px 16px 0}
.card>.body{padding:10px 16px 14px;display:grid;gap:10px;min-width:0}
.card>.scroll,.card>table{margin-top:6px}
.card>.foot{padding:8px 16px 12px;border-top:1px solid var(--line);font-size:13px;display:flex;gap:16px;flex-wrap:wrap}
.state{display:flex;align-items:center;gap:10px;font-size:17px;font-weight:600}
.dot{width:10px;height:10px;border-radius:50%;background:var(--good);flex:none}
.dot.firing{background:var(--bad)}.dot.pending{background:var(--warn)}
.tiles{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:16px}
.tile{display:block;padding:12px 16px;color:inherit}
a.tile:hover{text-decoration:none;border-color:var(--accent)}
.tile[aria-current]{border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.tile .label{color:var(--soft);font-size:12.5px}
.tile .figure{font-size:26px;line-height:1.2;font-weight:600;letter-spacing:-.02em}.tile .figure small{font-size:13px;font-weight:400;letter-spacing:0}
.tile .spark{float:right;margin-top:8px;max-width:45%}
.tabs{display:flex;gap:2px;background:var(--fill);border-radius:6px;padding:2px}
.tabs a{padding:2px 10px;border-radius:5px;color:var(--soft);font-size:12.5px}
.tabs a:hover{text-decoration:none;color:var(--ink)}
.tabs a[aria-current]{background:var(--card);color:var(--ink);font-weight:600}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{padding:7px 10px;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
tr:last-child>td{border-bottom:0}
th{font-size:12px;font-weight:600;color:var(--soft);white-space:nowrap;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{padding-left:16px}th:last-child,td:last-child{padding-right:16px}
th a{color:inherit}th[aria-sort] a{color:var(--ink)}
td.n,th.n{text-align:right;white-space:nowrap}
td.fit,th.fit{white-space:nowrap;width:1%}
td .sub{color:var(--soft);font-size:12.5px;overflow-wrap:anywhere}
td.names{min-width:136px;overflow-wrap:anywhere}
td.wide{min-width:240px;overflow-wrap:anywhere}
tbody tr:hover{background:color-mix(in srgb,var(--fill) 45%,transparent)}
.one{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:1;overflow:hidden}
.two{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
summary:has(.two){display:block}details[open] .two{-webkit-line-clamp:none}
.badge{display:inline-block;padding:0 7px;border-radius:99px;font-size:11.5px;line-height:18px;font-weight:600;background:var(--fill);color:var(--soft);white-space:nowrap;vertical-align:1px}
.badge.bad{background:var(--bad-fill);color:var(--bad)}.badge.warn{background:var(--warn-fill);color:var(--warn)}
.badge.good{background:var(--good-fill);color:var(--good)}.badge.note{background:var(--note-fill);color:var(--note)}
.spark{display:inline-block;vertical-align:middle}.spark-bars{fill:var(--s0)}.spark-base{stroke:var(--line);stroke-width:1}
.chart{display:block;width:100%;height:auto}.chart-line{stroke:var(--line);stroke-width:1}.chart-label{fill:var(--soft);font-size:11px}.chart-mark{fill:var(--bad)}
.s0{fill:var(--s0)}.s1{fill:var(--s1)}.s2{fill:var(--s2)}.s3{fill:var(--s3)}.s4{fill:var(--s4)}.s5{fill:var(--s5)}.s6{fill:var(--s6)}.s7{fill:var(--s7)}
.legend{display:flex;flex-wrap:wrap;gap:3px 16px;list-style:none;padding:0;font-size:12.5px;color:var(--soft)}
.legend svg{width:10px;height:10px;margin-right:6px}
.legend b{color:var(--ink);font-weight:600;margin-left:4px}
.facts{display:grid;grid-template-columns:minmax(0,auto) minmax(0,1fr);gap:6px 14px}
.facts dt{color:var(--soft)}.facts dd{overflow-wrap:anywhere}
.lists{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:14px 28px}
.lists ul{list-style:none;padding:4px 0 0;display:grid;gap:5px}
.lists li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 8px;font-size:13px;overflow-wrap:anywhere}
.bar{grid-column:1/-1;width:100%;height:3px;display:block}.bar rect{fill:var(--s0)}.bar .rest{fill:var(--fill)}
form.filter{display:flex;flex-wrap:wrap;gap:8px 10px;align-items:end;padding:12px 16px}
label{display:grid;gap:2px;font-size:12px;color:var(--soft)}
input,select,textarea{font:inherit;color:var(--ink);background:var(--card);border:1px solid color-mix(in srgb,var(--soft) 55%,var(--line));border-radius:5px;padding:4px 8px;min-width:0;max-width:100%}
.filter input,.filter select{width:124px}.filter .grow{flex:1;min-width:150px}.filter .grow input{width:100%}
button,.button{font:inherit;font-weight:550;color:var(--ink);background:var(--card);border:1px solid color-mix(in srgb,var(--soft) 55%,var(--line));border-radius:5px;padding:4px 12px;cursor:pointer;white-space:nowrap}
button:hover,.button:hover{border-color:var(--soft);text-decoration:none}
button.main{background:#1f5fae;border-color:#1f5fae;color:#fff}
button.quiet,button.copy{border-color:transparent;background:none;color:var(--soft);padding:1px 6px;font-size:12px}
button.quiet:hover,button.copy:hover{background:var(--fill);color:var(--ink)}
.stack{display:grid;gap:10px}.row{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center}
.template{white-space:pre-wrap;overflow-wrap:anywhere;font-size:13px}
.hole{background:var(--hole);color:var(--hole-ink);border-radius:3px;padding:0 3px}
pre.message{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--ground);border:1px solid var(--line);border-radius:6px;padding:8px 10px;max-height:320px;overflow-y:auto}
summary,.said{color:var(--soft);font-size:12.5px}summary{cursor:pointer}
.notice{padding:8px 14px;border-radius:6px;background:var(--note-fill);color:var(--note)}
.notice.warn{background:var(--warn-fill);color:var(--warn)}.notice.bad{background:var(--bad-fill);color:var(--bad)}.notice.good{background:var(--good-fill);color:var(--good)}
.prose{display:grid;gap:8px;max-width:75ch}.prose ul,.prose ol{margin:0;padding-left:20px}
.empty{padding:18px 16px;color:var(--soft)}
iframe{width:100%;height:70vh;border:1px solid var(--line);border-radius:8px;background:#fff}
.files{display:flex;flex-wrap:wrap;gap:4px 14px}

.alert-list{list-style:none;padding:4px 0 0}
.alert-list li{display:grid;grid-template-columns:84px minmax(0,1fr) auto;gap:2px 0;padding:9px 16px;border-top:1px solid var(--line)}
.alert-list li:first-child{border-top:0}
.alert-list p{grid-column:2/-1}
.alert-list a,p a,.crumb a{text-decoration:underline;text-decoration-color:color-mix(in srgb,currentColor 40%,transparent);text-underline-offset:3px}
td a,.alert-list a,.legend a,.lists a,.files a,.crumb a{padding:4px 0}
.only-small{display:none}
@media (max-width:640px){.only-small{display:block}.hide-small,svg.hide-small{display:none}
.alert-list li{grid-template-columns:auto minmax(0,1fr) auto;gap:3px 8px;padding:9px 12px}.alert-list p{grid-column:1/-1}
.stacks thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.stacks,.stacks tbody{display:block}.stacks tr{display:flex;flex-wrap:wrap;gap:2px 12px;align-items:baseline;padding:8px 12px;border-bottom:1px solid var(--line)}.stacks td{display:block;border:0;padding:0!important;width:auto;min-width:0!important;text-align:left!important}.stacks td.names{min-width:136px;overflow-wrap:anywhere}.stacks td.hide-small{display:none}
td.wide{flex-basis:100%}
.tiles{gap:8px}.tile{padding:9px 10px}.tile .figure{font-size:20px}.tile .figure small,.tile .spark{display:none}.tile .soft{font-size:12px}th:first-child,td:first-child{padding-left:12px}th:last-child,td:last-child{padding-right:12px}form.filter,.card>.body{padding-left:12px;padding-right:12px}.card>.head{padding-left:12px;padding-right:12px}.filter label{flex:1 1 130px}.filter input,.filter select{width:100%}}
`
