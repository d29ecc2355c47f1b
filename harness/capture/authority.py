"""A throwaway certificate authority for one run, that cannot vouch for anything but the vendors' hosts.

The root's key is never written and is gone when this returns; what signs is an intermediate, constrained by name and
dead after two days. A phone that is left trusting the root trusts nothing that could still be made. The constraint is
on an intermediate because Java does not mind one on a root (facts: capture.md 7).
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from harness.clock import SYSTEM
from harness.errors import InfrastructureError

VALID = timedelta(days=2)
BEHIND = timedelta(days=1)
"""How far a phone's clock may be behind ours."""

SIGNER = "mitmproxy-ca.pem"
TRUST = "harness-root.pem"


@dataclass(frozen=True)
class Authority:
    """``ca_file`` is the PEM to trust; ``folder`` holds what mitmproxy signs with, and is what it calls confdir."""

    folder: Path
    ca_file: Path

    def destroy(self) -> None:
        """Its files are gone; the certificate that was trusted is of no use to anybody."""
        for path in (self.folder / SIGNER, self.folder / "mitmproxy-dhparam.pem", self.ca_file):
            path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Issuer:
    name: x509.Name
    key: ec.EllipticCurvePrivateKey


def create_authority(folder: Path, domains: Sequence[str]) -> Authority:
    """May sign for these domains and what is below them, for nothing else and for no address."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_issuer = Issuer(_name("Harness root, key destroyed"), root_key)
    root = _certificate(root_issuer.name, root_key, root_issuer, 1).sign(root_key, hashes.SHA256())
    signer = _constrained(_certificate(_name("Harness, vendors only"), key, root_issuer, 0), domains)
    chain = signer.sign(root_key, hashes.SHA256()).public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM)
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    authority = Authority(folder, folder / TRUST)
    _write(authority, secret + chain, root.public_bytes(Encoding.PEM))
    return authority


def _name(text: str) -> x509.Name:
    organization = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Harness throwaway")
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text), organization])


def _certificate(
    name: x509.Name, key: ec.EllipticCurvePrivateKey, issuer: Issuer, path_length: int
) -> x509.CertificateBuilder:
    now = datetime.fromtimestamp(SYSTEM.wall(), UTC)
    usage = dict.fromkeys(
        ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder(issuer.name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - BEHIND)
        .not_valid_after(now + VALID)
        .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(x509.KeyUsage(**usage, key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
    )


def _constrained(builder: x509.CertificateBuilder, domains: Sequence[str]) -> x509.CertificateBuilder:
    """A constraint binds the kinds of names it lists, so addresses are excluded by word."""
    permitted = [x509.DNSName(domain) for domain in domains]
    addresses = [x509.IPAddress(ipaddress.ip_network(network)) for network in ("0.0.0.0/0", "::/0")]
    return builder.add_extension(x509.NameConstraints(permitted, addresses), critical=True).add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
    )


def _write(authority: Authority, secret: bytes, trust: bytes) -> None:
    """Readable by this user only, from the first byte on."""
    try:
        authority.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        authority.folder.chmod(0o700)
        for path, content in ((authority.folder / SIGNER, secret), (authority.ca_file, trust)):
            path.unlink(missing_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
    except OSError as problem:
        raise InfrastructureError(
            f"the run's certificate authority cannot be written to {authority.folder}: {problem.strerror}",
            next_step="make the folder writable, or name another place for temporary files with TMPDIR",
        ) from problem
