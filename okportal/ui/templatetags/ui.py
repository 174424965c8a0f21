"""Which tags draw the parts of a page?

`{% load ui %}`. Tones are danger, warning, success, info, neutral (and accent, brand1, brand2 for cards).

{% icon "House" %}                                    Aksel icon, hidden from screen readers; give the text beside it
{% icon_symbols menu %}                               drawings of tones and menu, once a page (base.html does this)
{% menu_icon link.icon %}                             an icon of the menu, by reference to its symbol
{% status "danger" label reason %}                    icon + word + reason; reason may be left out
{% day date today %}                                  <time>30. okt · forfalt</time>; today: request.member.today
{% day date today due=False %}                        a day that was or will be, not a deadline: "3 days ago"
{% calendar_leaf date tone %}                         the small calendar leaf before a deadline
{% progress value max label tone %}                   bar with words; expected=17 adds the mark of where it should be
{% avatar name %}  {% initials name %}                round initials; the letters alone
{% steps items %}                                     timeline; items: title, detail, state "done" | "now" | "next"
{% breadcrumbs home_label home_url … label %}         label and address in turn, the last one is this page
{% empty title text url label icon %}                 empty state; url + label = the next step; is_page=True: h1
{% fact label value %}                                a row of <dl class="facts">; empty value says "Not filled in"
{% number_card label value url tone sub of max %}     a number that links to its rows; of= and max= draw a bar
{% bar_chart chart %}                                 chart from okportal.ui.charts.bar_chart, with its table
{% sort_header listing "column" label %}              <th> that sorts (the filter set needs an `order` filter)
{% saved at %}                                        quiet "Saved 14:32"
{% message_tone message %}                            tone of a Django message
{% undo_address message as address %}                 where its "Undo" posts to (okportal.ui.undo), or ""
{% back_url %}                                        the page one came from, if it is ours
{% record_tabs "company" company.pk %}                the pages of a record, side by side (okportal.ui.tabs)
{% main_menu as menu %}                               the entries this person may open (okportal.ui.menu)

Partials, `{% include "components/….html" with … %}`:
filters.html      listing [target="#rows"]            filter form: GET without JavaScript, htmx with it
result_count.html listing                             "12 hits", also told to screen readers after a filter
pagination.html   listing                             page links; nothing on a single page
form.html         form label [cancel_url] [tone]      a whole POST form in a panel with its buttons
confirm.html      title text label cancel_url [form] [tone]   a confirm page; tone="danger" for what cannot be undone
messages.html                                         Django messages (base.html does this)

A list page, answered by okportal.ui.listing.render_list(request, template, {"listing": listing(...)}):
    {% include "components/filters.html" %}
    <div id="rows">{% partialdef rows inline %}
      {% include "components/result_count.html" %}
      <table class="cards"> … <td data-label="Status"> … </table>
      {% include "components/pagination.html" %}
    {% endpartialdef %}</div>
"""

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from okportal.ui import days, icons, menu, tabs, undo

register = template.Library()

MESSAGE_TONES = {"error": "danger", "warning": "warning", "success": "success"}


@register.simple_tag
def icon(name):
    return icons.svg(name)


@register.simple_tag
def icon_symbols(links):
    """What `status` and `menu_icon` refer to; `links` are the entries of the menu."""
    return format_html("<div hidden><svg>{}</svg></div>", icons.symbols(link.icon for link in links))


@register.simple_tag
def menu_icon(name):
    return icons.use(name)


@register.simple_tag
def status(tone, label, reason=""):
    """State of one thing. Raises KeyError for a tone that does not exist."""
    tag = format_html(
        '<span class="ds-tag status" data-color="{}">{}{}</span>', tone, icons.use(icons.TONES[tone]), label
    )
    return format_html('{}<small class="reason">{}</small>', tag, reason) if reason else tag


@register.simple_tag
def day(on, today=None, due=True):
    """A day both ways: the date and how far away it is. None gives a dash with words for screen readers."""
    if not on:
        return format_html('<span class="none"><span aria-hidden="true">–</span>{}</span>', _hidden(_("no date")))
    today = today or timezone.localdate()
    on = days.as_day(on)
    text = days.both_ways(on, today, due)
    late = " is-late" if due and on < today else ""
    return format_html('<time class="day{}" datetime="{}">{}</time>', late, on.isoformat(), text)


@register.simple_tag
def calendar_leaf(on, tone="neutral"):
    """Month over day number, as on a wall calendar."""
    on = days.as_day(on)
    return format_html(
        '<time class="leaf" data-color="{}" datetime="{}"><span>{}</span><b>{}</b></time>',
        tone,
        on.isoformat(),
        date_format(on, "b", use_l10n=False),
        on.day,
    )


@register.simple_tag
def progress(value, max, label, tone="accent", expected=None):
    """How far, with the words beside it; `expected` (same unit) marks where it should have been by now."""
    top = max or 1
    mark = ""
    if expected is not None:
        x = round(min(expected / top, 1) * 99, 1)
        mark = format_html(
            '<svg class="track__mark" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
            '<rect x="{}" width="1" height="10"/></svg>',
            str(x),
        )
    return format_html(
        '<span class="track" data-color="{}"><span class="track__bar">'
        '<progress class="bar" value="{}" max="{}" aria-label="{}"></progress>{}</span><small>{}</small></span>',
        tone,
        str(value),
        str(top),
        label,
        mark,
        label,
    )


@register.simple_tag
def initials(name):
    """First letters of the first and the last word."""
    words = str(name).split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


@register.simple_tag
def avatar(name, tone="neutral"):
    """Round initials beside a name that is written out, hence hidden from screen readers."""
    return format_html(
        '<span class="ds-avatar" data-size="xs" data-color="{}" aria-hidden="true">{}</span>',
        tone,
        initials(name),
    )


@register.inclusion_tag("components/steps.html")
def steps(items):
    """A process: `items` are dicts with title, detail and state ("done", "now", "next"); `now` has the ball."""
    return {"items": items}


@register.simple_tag
def breadcrumbs(*parts):
    """`parts`: label and address in turn, then the label of this page."""
    links = [(parts[number + 1], parts[number]) for number in range(0, len(parts) - 1, 2)]
    crumbs = format_html_join("", '<li><a class="ds-link" href="{}">{}</a></li>', links)
    back = links[-1] if links else ("/", "")
    return format_html(
        '<nav class="crumbs" aria-label="{}"><a class="ds-link crumbs__back" href="{}">{}{}</a>'
        '<ol>{}<li aria-current="page">{}</li></ol></nav>',
        _("You are here"),
        back[0],
        icons.svg("ChevronLeft"),
        back[1],
        crumbs,
        parts[-1],
    )


@register.inclusion_tag("components/empty.html")
def empty(title, text="", url="", label="", icon="Folder", is_page=False):
    """Nothing here, why, and the next step. `is_page`: it is all there is on the page, so the title is its h1."""
    return {"title": title, "text": text, "url": url, "label": label, "icon": icon, "is_page": is_page}


@register.simple_tag
def fact(label, value):
    """One row of a description list."""
    if value in (None, ""):
        value = format_html('<span class="none">{}</span>', _("Not filled in"))
    return format_html('<div class="fact"><dt>{}</dt><dd>{}</dd></div>', label, value)


@register.inclusion_tag("components/number_card.html")
def number_card(label, value, url, tone="accent", sub="", of=None, max=None):
    """A figure that is a link to exactly its rows; `of` is written after it, `max` draws a bar."""
    return {"label": label, "value": value, "url": url, "tone": tone, "sub": sub, "of": of, "max": max}


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(chart):
    """`chart` from okportal.ui.charts.bar_chart; several on one page need different titles."""
    return {"chart": chart}


@register.simple_tag
def sort_header(listing, column, label):
    """A column head that sorts by `column` and turns the order round when it is already in force."""
    direction = {column: "ascending", f"-{column}": "descending"}.get(listing.order, "")
    arrow = {"ascending": "SortUp", "descending": "SortDown", "": "ArrowsUpDown"}[direction]
    return format_html(
        '<th scope="col"{}><a class="sort" href="{}" hx-get="{}" hx-target="#rows" hx-push-url="true">{}{}</a></th>',
        format_html(' aria-sort="{}"', direction) if direction else "",
        listing.order_url(column),
        listing.order_url(column),
        label,
        icons.svg(arrow),
    )


@register.simple_tag
def saved(at=None):
    """The quiet answer to a thing saved in place."""
    when = date_format(timezone.localtime(at), "H:i") if at else ""
    return format_html(
        '<span class="saved" role="status">{}{} {}</span>', icons.svg("CheckmarkCircle"), _("Saved"), when
    )


@register.simple_tag
def message_tone(message):
    return next((MESSAGE_TONES[tag] for tag in message.tags.split() if tag in MESSAGE_TONES), "info")


@register.simple_tag
def undo_address(message):
    return undo.address_in(message)


@register.simple_tag(takes_context=True)
def back_url(context):
    """Where the person came from, if that was one of our own pages; else the front page."""
    request = context.get("request")
    came_from = request.headers.get("Referer", "") if request else ""
    is_ours = request and url_has_allowed_host_and_scheme(came_from, request.get_host(), request.is_secure())
    return came_from if is_ours else "/"


@register.simple_tag(takes_context=True)
def main_menu(context):
    """The menu entries of this person in this office; none outside an office."""
    request = context.get("request")
    if request is None or getattr(request, "office", None) is None:
        return []
    return menu.links(request.member, request.office, request.path)


def _hidden(text):
    return format_html('<span class="ds-sr-only">{}</span>', text)


@register.inclusion_tag("components/record_tabs.html", takes_context=True)
def record_tabs(context, about, pk):
    request = context["request"]
    view_name = request.resolver_match.view_name if request.resolver_match else ""
    return {"links": tabs.links(about, pk, request.member, request.office, request.path, view_name)}
