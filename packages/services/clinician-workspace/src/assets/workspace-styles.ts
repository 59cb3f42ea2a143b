import { bannerStyles } from './banner-styles.ts';
import { chartStyles } from './chart-styles.ts';
import { headerStyles } from './header-styles.ts';
import { listStyles } from './list-styles.ts';

const baseStyles = `
.nhsuk-template{background:#f0f4f5;scroll-padding-top:1rem}
.workspace{margin:0;background:#f0f4f5;color:#212b32;font:1rem/1.45 Arial,sans-serif}
:where(.workspace) p{margin:0 0 8px;font-size:inherit;line-height:inherit}
:where(.workspace) :is(ul,ol){font-size:inherit;line-height:inherit}
.workspace .nhsuk-u-nowrap{white-space:nowrap}
.workspace .clinical-meta{font-weight:400}
.workspace .nhsuk-heading-l{font-size:1.5rem;line-height:1.25;margin:0 0 12px}
.workspace .nhsuk-heading-m{font-size:1.25rem;line-height:1.3;margin:0 0 10px}
.workspace .nhsuk-heading-s{font-size:1.1875rem;line-height:1.3;margin:0 0 8px}
.workspace .nhsuk-body,.workspace .nhsuk-list,.workspace .nhsuk-label,.workspace .nhsuk-hint,.workspace .nhsuk-details,.workspace .nhsuk-inset-text,.workspace .nhsuk-input,.workspace .nhsuk-select,.workspace .nhsuk-textarea,.workspace .nhsuk-error-message,.workspace .nhsuk-fieldset__legend--s,.workspace .nhsuk-error-summary,.workspace .nhsuk-error-summary__list{font-size:1rem;line-height:1.45}
.workspace .nhsuk-button{display:inline-flex;align-items:center;justify-content:center;font-size:1rem;line-height:1.4;min-height:44px;padding:6px 16px;margin-bottom:12px}
.workspace .nhsuk-tag{font-size:.875rem;padding:1px 8px;line-height:1.4}
.workspace .nhsuk-button-group .nhsuk-link{font-size:1rem;line-height:1.45}
.workspace .nhsuk-inset-text{margin:0 0 16px;padding:6px 14px;border-left-width:6px}
.workspace .nhsuk-error-summary{background:#fff;margin-bottom:16px;padding:12px 18px}
.workspace .nhsuk-error-summary__title{font-size:1.1875rem;line-height:1.3;margin:0 0 8px}
.workspace .nhsuk-form-group{margin-bottom:16px}
.workspace .nhsuk-card{margin-bottom:16px}
.workspace-main{display:block;padding:16px 24px 40px;max-width:110rem;margin:0 auto}
.workspace-main:focus{outline:none}
.workspace-label{color:#4c6272;font-size:.875rem}
.workspace-icon{flex:none;vertical-align:-3px;margin-right:6px}
.workspace-message{max-width:44rem}
.workspace .nhsuk-link:hover:not(:focus){text-decoration:underline;text-decoration-thickness:2px}
.workspace-linklike{font:inherit;color:#005eb8;background:none;border:0;padding:0;min-height:24px;text-decoration:underline;cursor:pointer}
.workspace-linklike:hover{color:#7c2855}
.workspace-linklike:focus-visible{outline:4px solid transparent;color:#212b32;background:#ffeb3b;box-shadow:0 -2px #ffeb3b,0 4px #212b32;text-decoration:none}
@media (max-width:48em){.workspace-main{padding:12px 12px 32px}}
@media print{.workspace-header,.workspace-crumbs,.workspace .nhsuk-skip-link{display:none}}
`;

/** The style of everything the workspace itself writes. */
export const workspaceStyles = baseStyles + headerStyles + bannerStyles + chartStyles + listStyles;
