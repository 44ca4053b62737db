"""The scenario of most tests: one page, and agents in Seoul who all know it."""

# Language and document of the page.
PAGE = ("ko", "52161505")


def shop(agents, dialogues=1):
    """So many agents, each with so many dialogues at once."""
    return f"""
sangdam: 1
name: service
length: 8h
demand:
  - name: televisions
    code: {{language: ko, document: "52161505"}}
    arrivals: {{rate: 1/h}}
    effort: {{fixed: 5m}}
agents:
  - name: seoul
    count: {agents}
    languages: {{ko: 1.0}}
    documents: {{"52": 1.0}}
    concurrency: {dialogues}
"""
