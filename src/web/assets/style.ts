import { createHash } from 'node:crypto'
import { parts } from './style-parts.ts'

/** Both schemes; every pair of ink and ground has at least the contrast that WCAG AA asks for. */
const colours = `
:root{color-scheme:light dark;
--ground:#f5f6f8;--card:#fff;--fill:#eceff3;--line:#dfe3e8;--ink:#1a212b;--soft:#586372;--link:#1c5aa8;--accent:#1f5fae;--focus:#2f7de1;
--good:#1a6b3f;--good-fill:#e0f3e7;--warn:#8a4b00;--warn-fill:#fdf0d8;--bad:#a8201a;--bad-fill:#fde7e5;--note:#1f4f8f;--note-fill:#e4eefa;--hole:#e9e3f7;--hole-ink:#54408f;
--s0:#2f6db3;--s1:#d9862f;--s2:#4a9c6f;--s3:#c2546b;--s4:#8570bd;--s5:#97805a;--s6:#3aa0b0;--s7:#9aa4b1}
@media (prefers-color-scheme:dark){:root{
--ground:#0e1217;--card:#161b22;--fill:#212832;--line:#2a323d;--ink:#e6eaf0;--soft:#9aa6b5;--link:#7db4f5;--accent:#5b9df0;--focus:#6aa9f7;
--good:#6fd198;--good-fill:#12301f;--warn:#f0b45c;--warn-fill:#372707;--bad:#ff8f86;--bad-fill:#3b1614;--note:#8dbcf5;--note-fill:#14283f;--hole:#2a2440;--hole-ink:#c3b2f4;
--s0:#5b97dd;--s1:#e39a4b;--s2:#5fb588;--s3:#dc7288;--s4:#a18dd8;--s5:#b39a70;--s6:#52b8c8;--s7:#76818f}}
`

const frame = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,"PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums}
h1,h2,h3,p,ul,dl,dd,pre,figure{margin:0}
h1{font-size:20px;line-height:1.3;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:13px;font-weight:650;color:var(--ink)}
h3{font-size:13px;font-weight:650}
a{color:var(--link);text-decoration:none}
a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:3px}
main:focus{outline:none}
code,pre,.mono{font-family:ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12.5px}
small,.soft{color:var(--soft)}
.skip{position:absolute;left:-999px;top:0;padding:8px 14px;background:var(--card);z-index:3}
.skip:focus{left:8px;top:8px}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
header{display:flex;align-items:center;gap:4px 20px;flex-wrap:wrap;padding:0 24px;background:var(--card);border-bottom:1px solid var(--line)}
.brand{display:flex;align-items:center;gap:8px;padding:10px 0;font-weight:650;color:var(--ink)}
.brand:hover{text-decoration:none}
.brand .instance{padding:1px 8px;border-radius:99px;background:var(--fill);color:var(--soft);font-size:12px;font-weight:500}
.logo{width:20px;height:20px;fill:none;stroke:var(--accent);stroke-width:1.6}
.logo circle{fill:var(--accent);stroke:none}
nav{display:flex;flex-wrap:wrap;gap:2px;flex:1}
nav a{padding:12px 10px 10px;color:var(--soft);border-bottom:2px solid transparent}
nav a:hover{color:var(--ink);text-decoration:none}
nav a[aria-current]{color:var(--ink);font-weight:600;border-bottom-color:var(--accent)}
main{max-width:1240px;margin:0 auto;padding:20px 24px 32px;display:grid;gap:16px}
main>*{min-width:0}
#stale{max-width:1192px;margin:16px auto 0}
footer{display:flex;gap:16px;color:var(--soft);font-size:12px;padding-top:4px}
.bare main{max-width:400px;padding-top:12vh}
.columns{display:grid;grid-template-columns:minmax(0,1fr) 340px;gap:16px;align-items:start}
.columns>div{display:grid;gap:16px;min-width:0}
.title{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:center;justify-content:space-between}
.title>div{min-width:0}
.crumb{font-size:12px;color:var(--soft)}
@media (max-width:960px){.columns{grid-template-columns:minmax(0,1fr)}}
@media (max-width:640px){header{padding:0 14px}header nav{order:3;flex-basis:100%;overflow-x:auto;flex-wrap:nowrap;margin:0 -6px}nav a{padding:8px 7px;white-space:nowrap}main{padding:14px 12px 24px;gap:12px}.brand{flex:1}}
@media (prefers-reduced-motion:no-preference){.pulse{animation:pulse 2.4s ease-in-out infinite}@keyframes pulse{50%{opacity:.45}}}
@media print{header,form,.skip{display:none}main{max-width:none}}
`

export const style = colours + frame + parts

/** The name carries the content's hash: browsers may keep it for ever. */
export const styleName = `page-${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`
