/** Both schemes; every pair of ink and ground has at least the contrast that WCAG AA asks for. */
export const colours = `
:root{color-scheme:light dark;
--ground:#f5f6f8;--card:#fff;--fill:#eceff3;--line:#dfe3e8;--ink:#1a212b;--soft:#586372;--link:#1c5aa8;--accent:#1f5fae;--focus:#2f7de1;
--good:#1a6b3f;--good-fill:#e0f3e7;--warn:#8a4b00;--warn-fill:#fdf0d8;--bad:#a8201a;--bad-fill:#fde7e5;--note:#1f4f8f;--note-fill:#e4eefa;--hole:#e9e3f7;--hole-ink:#54408f;
--s0:#2f6db3;--s1:#d9862f;--s2:#4a9c6f;--s3:#c2546b;--s4:#8570bd;--s5:#97805a;--s6:#3aa0b0;--s7:#9aa4b1}
@media (prefers-color-scheme:dark){:root{
--ground:#0e1217;--card:#161b22;--fill:#212832;--line:#2a323d;--ink:#e6eaf0;--soft:#9aa6b5;--link:#7db4f5;--accent:#5b9df0;--focus:#6aa9f7;
--good:#6fd198;--good-fill:#12301f;--warn:#f0b45c;--warn-fill:#372707;--bad:#ff8f86;--bad-fill:#3b1614;--note:#8dbcf5;--note-fill:#14283f;--hole:#2a2440;--hole-ink:#c3b2f4;
--s0:#5b97dd;--s1:#e39a4b;--s2:#5fb588;--s3:#dc7288;--s4:#a18dd8;--s5:#b39a70;--s6:#52b8c8;--s7:#76818f}}
`
