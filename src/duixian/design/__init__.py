"""How every page looks: tokens, base page, components, and how money, days and decisions are shown."""
