namespace PostmortemBot.Features.Postmortems.Reports;

internal static class PageStyle
{
    public const string Css = """
        :root {
          color-scheme: light dark;
          --paper: #ffffff; --desk: #f3f4f1; --ink: #1d2320; --soft: #59635e; --line: #dde1dc; --accent: #0b6b5d; --wash: #f6f8f6;
          --red: #b3261e; --orange: #9a4a00; --yellow: #735c00; --grey: #59635e; --green: #1c6b3c; --blue: #1a5aa8;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #191d1b; --desk: #101312; --ink: #e6eae7; --soft: #a3ada8; --line: #333a37; --accent: #6cc7b6; --wash: #202523;
            --red: #ff8a80; --orange: #ffb074; --yellow: #e8cf6a; --grey: #a3ada8; --green: #7ed6a0; --blue: #8fbcff;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
        @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
        body { margin: 0; background: var(--desk); color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif; overflow-wrap: anywhere; }
        a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: .06em; }
        a:hover { text-decoration-thickness: .13em; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
        .bar { display: flex; justify-content: space-between; align-items: center; gap: 1rem; max-width: 72rem; margin: 0 auto; padding: .9rem 1.5rem 0; font-size: .9rem; color: var(--soft); }
        .sheet { max-width: 72rem; margin: 1.2rem auto 3rem; padding: clamp(1.5rem, 4vw, 3.5rem); background: var(--paper); border: 1px solid var(--line); border-radius: 14px; }
        .masthead { border-bottom: 1px solid var(--line); padding-bottom: 1.6rem; margin-bottom: 1.8rem; }
        .kicker { margin: 0 0 .5rem; font-size: .8rem; font-weight: 650; letter-spacing: .09em; text-transform: uppercase; color: var(--accent); }
        h1 { margin: 0 0 .9rem; font-size: clamp(1.7rem, 4vw, 2.5rem); line-height: 1.18; letter-spacing: -.018em; font-weight: 720; text-wrap: balance; }
        h2 { margin: 0 0 .8rem; font-size: 1.4rem; line-height: 1.25; letter-spacing: -.01em; }
        h3 { margin: 1.6rem 0 .4rem; font-size: 1.06rem; line-height: 1.3; }
        h4, h5, h6 { margin: 1.3rem 0 .3rem; font-size: 1rem; color: var(--soft); }
        p, ul, ol, blockquote, pre { margin: 0 0 .9rem; }
        section > p:not(:has(img)), section > ul, section > ol, section > blockquote { max-width: 44rem; }
        li { margin: .2rem 0; }
        .marks { display: flex; flex-wrap: wrap; gap: .45rem; margin: 0; }
        .mark, .service { display: inline-block; padding: .1rem .65rem; border: 1px solid currentColor; border-radius: 99px; font-size: .82rem; font-weight: 620; line-height: 1.55; white-space: nowrap; color: var(--grey); }
        .service { font-weight: 450; border-color: var(--line); background: var(--wash); color: var(--ink); white-space: normal; }
        .sev-1 { color: var(--red); } .sev-2 { color: var(--orange); } .sev-3 { color: var(--yellow); }
        .published, .approved { color: var(--green); } .in_review { color: var(--blue); }
        .tiles { display: flex; flex-wrap: wrap; gap: .8rem; margin: 1.5rem 0 0; }
        .tiles div { display: flex; flex-direction: column-reverse; min-width: 8.5rem; padding: .7rem 1.1rem .75rem; border-radius: 10px; background: var(--wash); border: 1px solid var(--line); }
        .tiles dd { margin: 0; font-size: 1.45rem; font-weight: 680; letter-spacing: -.015em; font-variant-numeric: tabular-nums; }
        .tiles dt { font-size: .84rem; color: var(--soft); }
        .note { padding: .7rem 1rem; border: 1px solid var(--line); border-left: 4px solid var(--yellow); border-radius: 8px; background: var(--wash); }
        nav ol { margin: 0 0 2rem; padding: 0; list-style: none; font-size: .92rem; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; }
        nav a { color: var(--soft); text-decoration: none; }
        nav a:hover { color: var(--accent); text-decoration: underline; }
        main { min-width: 0; }
        section { margin: 0 0 2.6rem; scroll-margin-top: 1rem; }
        section:last-child { margin-bottom: 0; }
        @media (min-width: 64rem) {
          .columns { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 3rem; }
          nav ol { position: sticky; top: 1.5rem; display: block; margin: .3rem 0 0; }
          nav li { margin: 0 0 .5rem; line-height: 1.35; }
        }
        .wide { overflow-x: auto; margin: 0 0 1.1rem; }
        table { width: 100%; border-collapse: collapse; font-size: .93rem; line-height: 1.45; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
        th, td { padding: .5rem .8rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        td { min-width: 4rem; }
        td:last-child { overflow-wrap: break-word; }
        td:nth-last-child(2) { white-space: nowrap; }
        th { font-size: .8rem; font-weight: 650; color: var(--soft); border-bottom: 2px solid var(--line); white-space: nowrap; }
        thead:not(:has(th:not(:empty))) { display: none; }
        thead:not(:has(th:not(:empty))) + tbody td:first-child { width: 11rem; color: var(--soft); }
        tbody tr:hover { background: var(--wash); }
        td:first-child, th:first-child { padding-left: .2rem; }
        time { white-space: nowrap; }
        .picture { display: block; max-width: 100%; height: auto; margin: .2rem 0 .6rem; border: 1px solid var(--line); border-radius: 10px; background: var(--paper); }
        span.wide { display: block; }
        span.wide > .picture { max-width: none; }
        code { font: .9em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; background: var(--wash); border: 1px solid var(--line); border-radius: 5px; padding: .05em .3em; }
        pre { overflow-x: auto; padding: .9rem 1rem; background: var(--wash); border: 1px solid var(--line); border-radius: 10px; line-height: 1.45; }
        pre code { padding: 0; border: 0; background: none; white-space: pre; overflow-wrap: normal; }
        blockquote { margin-left: 0; padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--line); color: var(--soft); }
        hr { border: 0; border-top: 1px solid var(--line); margin: 1.6rem 0; }
        footer { margin-top: 2.4rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .85rem; color: var(--soft); }
        button { font: inherit; font-weight: 620; padding: .6rem 1.3rem; border: 0; border-radius: 9px; background: var(--accent); color: var(--paper); cursor: pointer; }
        button:hover { filter: brightness(1.08); }
        button.plain { padding: 0; background: none; color: var(--soft); font-weight: 450; text-decoration: underline; text-underline-offset: .15em; }
        .small { max-width: 36rem; margin: 6vh auto; }
        .small h1 { font-size: 1.6rem; }
        @page { margin: 18mm 16mm; }
        @media print {
          :root { --paper: #fff; --desk: #fff; --ink: #000; --soft: #444; --line: #ccc; --accent: #000; --wash: #fff; --red: #000; --orange: #000; --yellow: #000; --green: #000; --blue: #000; }
          body { font-size: 10.5pt; }
          .sheet { max-width: none; margin: 0; padding: 0; border: 0; }
          .bar, nav { display: none; }
          .columns { display: block; }
          .wide { overflow: visible; }
          h2, h3 { break-after: avoid; }
          tr, .picture, .tiles div { break-inside: avoid; }
          thead { display: table-header-group; }
          section a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .85em; color: #444; }
        }
        """;
}
