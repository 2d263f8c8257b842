#!/usr/bin/perl
# Generated from matrix.json, lock.json and templates/keystore-dates.pl.hbs by `npx projen`: do not edit, a change here is lost.
#
# Writes a constant date into a Java keystore (JKS) of authorities, which has the time at which each was added.
#
#   keystore-dates KEYSTORE SECONDS
#
# A keystore is a magic number, its version and the number of its entries, then for each of them its kind, name, date in
# milliseconds, type and certificate, then a SHA-1 over the password and all of this.
use strict;
use warnings;

my ( $file, $seconds ) = @ARGV;
my ( $magic, $certificate, $password ) = ( "\xfe\xed\xfe\xed", 2, 'changeit' );

open my $in, '<:raw', $file or die "$file: $!\n";
my $store = do { local $/; <$in> };
close $in;
my ( $start, $version, $count ) = unpack 'a4 N N', $store;
die "$file: no Java keystore\n" unless defined $count && $start eq $magic && $version == 2;

my $at = 12;
for ( 1 .. $count ) {
    my ( $kind, $name ) = unpack 'N n/a*', substr $store, $at;
    die "$file: an entry that is no certificate\n" unless $kind == $certificate;
    $at += 4 + 2 + length $name;
    substr $store, $at, 8, pack 'Q>', 1000 * $seconds;
    my ( $type, $encoded ) = unpack 'n/a* N/a*', substr $store, $at + 8;
    $at += 8 + 2 + length($type) + 4 + length $encoded;
}
die "$file: not the length that its entries have\n" unless length($store) == $at + 20;

my $salted = "$file.salted";
open my $out, '>:raw', $salted or die "$salted: $!\n";
print $out join( '', map { "\0$_" } split //, $password ), 'Mighty Aphrodite', substr $store, 0, $at;
close $out or die "$salted: $!\n";
my ($digest) = `sha1sum $salted` =~ /^([0-9a-f]{40})/ or die "$file: no checksum\n";
unlink $salted;

open $out, '>:raw', $file or die "$file: $!\n";
print $out substr( $store, 0, $at ), pack 'H*', $digest;
close $out or die "$file: $!\n";
