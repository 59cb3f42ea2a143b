/** Style of the sign-in page, in the colours of the NHS identity. Served as a file, because inline style is forbidden. */
export const signInStyle = `
*{box-sizing:border-box}
body{margin:0;font:1.125rem/1.5 Frutiger W01,Arial,sans-serif;color:#212b32;background:#f0f4f5}
header{background:#005eb8;color:#fff;padding:1rem 1.5rem;font-weight:700;font-size:1.25rem;display:flex;gap:.75rem;align-items:center}
.mark{width:1.6rem;height:1rem;border-radius:.15rem;background:#fff;box-shadow:.4rem -.35rem 0 -.15rem #fff,-.4rem -.35rem 0 -.15rem #fff}
main{max-width:48rem;margin:0 auto;padding:1.5rem}
h1{font-size:2rem;margin:.5rem 0 1rem}
.caution{background:#fff9c4;border-left:.5rem solid #ffb81c;margin:0 0 1.5rem;padding:.75rem 1rem}
.problem{border:.25rem solid #d5281b;padding:.75rem 1rem;margin:0 0 1.5rem;background:#fff}
.problem h2{margin:0;font-size:1.25rem}.problem p{margin:.25rem 0 0}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))}
button{width:100%;height:100%;font:inherit;text-align:left;background:#fff;color:inherit;border:1px solid #768692;border-left:.5rem solid #005eb8;border-radius:.25rem;padding:.75rem 1rem;cursor:pointer}
button:hover{background:#d8eafb}
button:focus-visible{outline:.25rem solid #ffeb3b;background:#ffeb3b;box-shadow:inset 0 -.25rem 0 #212b32}
.name{display:block;font-weight:700}
.role{display:block;color:#003087}
.about{display:block;font-size:1rem;color:#4c6272}
button:focus-visible .about,button:focus-visible .role{color:#212b32}
`;
