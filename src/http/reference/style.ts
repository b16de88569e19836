/** The reference's whole style sheet. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --link: #0b62c4; }
@media (prefers-color-scheme: dark) { :root { --link: #7ab8ff; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem; border-right: 1px solid var(--line); font-size: .875rem; }
nav ul { list-style: none; margin: 0 0 1rem; padding: 0; }
nav li { padding: .1rem 0; }
main { padding: 1rem 2rem 6rem; max-width: 60rem; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
h1, h2, h3, h4 { line-height: 1.25; }
h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); }
h4 { margin-bottom: .25rem; }
article, section.schema { padding: .5rem 0 1rem; border-bottom: 1px solid var(--line); }
code { font: .875em ui-monospace, monospace; background: var(--soft); padding: .1em .3em; border-radius: 3px; }
pre { background: var(--soft); padding: .75rem; overflow: auto; border-radius: 6px; }
pre code { background: none; padding: 0; }
dl { margin: .25rem 0 0; }
dt { margin-top: .5rem; }
dd { margin: 0 0 0 1rem; padding-left: .75rem; border-left: 2px solid var(--soft); }
dd p, dt p, li p { margin: .15rem 0; }
small { opacity: .7; }
.path b { display: inline-block; min-width: 4.5rem; }
.GET { color: #1a7f37; } .POST { color: #9a6700; } .DELETE { color: #cf222e; }
:target { background: var(--soft); }
@media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto; border: 0; } main { padding: 1rem; } }
`;
