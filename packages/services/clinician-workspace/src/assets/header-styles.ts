/** The bar at the top, with the quick find. */
export const headerStyles = `
.workspace-header{background:#005eb8;color:#fff}
.workspace-header__row{display:flex;flex-wrap:wrap;align-items:center;gap:6px 20px;padding:6px 24px;min-height:48px}
.workspace-header a,.workspace-header__button{color:#fff}
.workspace-header a{display:inline-flex;align-items:center;min-height:32px;text-decoration:none;padding:0 4px}
.workspace-header a:hover{text-decoration:underline}
.workspace-header__name{font-weight:700;font-size:1.125rem}
.workspace-header__places ul{display:flex;gap:12px;list-style:none;margin:0;padding:0}
.workspace-header__places li{margin:0}
.workspace-header__places a[aria-current]{box-shadow:inset 0 -3px #fff;font-weight:700}
.workspace-header__person{margin-left:auto;display:flex;align-items:center;gap:12px;font-size:.875rem;line-height:1.25}
.workspace-header__who b,.workspace-header__who span{display:block}
.workspace-header__person form{margin:0}
.workspace-header__button{font:inherit;font-weight:700;background:transparent;border:2px solid #fff;border-radius:4px;padding:4px 12px;min-height:36px;white-space:nowrap;cursor:pointer}
.workspace-header__button:hover{background:#003087}
.workspace-header a:focus-visible,.workspace-header__button:focus-visible{outline:3px solid transparent;color:#212b32;background:#ffeb3b;box-shadow:0 -2px #ffeb3b,0 4px #212b32;border-color:#212b32;text-decoration:none}
.workspace-find{position:relative;display:flex;flex:1 1 18rem;max-width:32rem;margin:0}
.workspace-find__input{font:inherit;min-width:0;flex:1;height:36px;padding:4px 10px;border:2px solid #fff;border-radius:4px 0 0 4px;background:#fff;color:#212b32}
.workspace-find__input::placeholder{color:#4c6272;opacity:1}
.workspace-find__input:focus{outline:3px solid #ffeb3b;outline-offset:0;box-shadow:inset 0 0 0 2px #212b32;border-color:#212b32}
.workspace-find .workspace-header__button{border-radius:0 4px 4px 0;border-left:0;background:#003087}
.workspace-find__results{position:absolute;z-index:30;top:calc(100% + 6px);left:0;width:min(56rem,calc(100vw - 24px));max-height:70vh;overflow:auto;background:#fff;color:#212b32;border:2px solid #212b32;border-radius:4px;padding:12px;box-shadow:0 6px 20px rgba(33,43,50,.35)}
.workspace-find__results[hidden]{display:none}
.workspace-find__results a{color:#005eb8;text-decoration:underline;padding:0}
@media (max-width:48em){
.workspace-header__row{padding:4px 12px 6px;gap:2px 10px;font-size:.9375rem}
.workspace-header__name{font-size:1rem}
.workspace-header__places ul{gap:6px}
.workspace-find{order:5;flex-basis:100%;max-width:none}
.workspace-header__person{gap:8px;font-size:.8125rem}
.workspace-header__person .workspace-header__button{min-height:32px;padding:2px 10px}
}
@media (max-width:36em){.workspace-header__person{flex:1 0 100%;justify-content:space-between}}
`;
