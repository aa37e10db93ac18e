"""Leave calendars: who is away when, which days break cover, which leaves collide, the smallest repair (M6, M11)."""
