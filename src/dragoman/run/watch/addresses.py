"""Which machines may be asked: none of a private network, however a name or a redirect leads there."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenError(Exception):
    """An address that is not to be asked."""


def is_public(address: Address) -> bool:
    """Whether this is an address of the open internet. One that holds another within it is judged by that too."""
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        return all(is_public(one) for one in inner if one is not None)
    return True


def resolve(host: str, port: int, allowed: Sequence[Network] = ()) -> list[str]:
    """The addresses of a host, all of them such that may be asked. Who connects must take one of these, and not look
    the name up again: it may mean another machine by then.

    Raises ForbiddenError if one of them may not be asked, OSError where the name means nothing.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(f"{host!r} is no name of a host") from error
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    for text in addresses:
        address = ipaddress.ip_address(text)
        is_allowed = any(address.version == network.version and address in network for network in allowed)
        if not is_allowed and not is_public(address):
            raise ForbiddenError(f"{host} is a machine of a private network ({text})")
    return addresses
