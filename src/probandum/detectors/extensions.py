"""Extensions that make a dotted word the name of a file, and files that every Windows has."""

FILES = frozenset(
    """
7z accdb apk asp aspx bat bin bmp bz2 cfg chm class cmd conf cpl crt csv ctl dat db dbx deb dex dll dmg doc
docm docx dotm dotx drv dylib elf eml evtx exe gif gz hta htm html ico img inf ini iso jar jpeg jpg js jse
json jsp jspx key kdbx ko lnk log m4a mdb mht mp3 mp4 msc msg msi msp mui ocx odt ost pcap pcapng pdb pdf
pem pfx php php3 pif pkg plist pls png pot potm pps ppsx ppt pptm pptx ps1 psd1 psm1 pst pyc pyd pyw rar
reg rtf scf scr sct sqlite swf sys sql tar tbz tgz tmp ttf txt udf uue vba vbe vbn vbs vhd vhdx war wav wim wll
wsc wsf wsh xap xla xlam xll xls xlsb xlsm xlsx xltm xml xsl yaml yar yara yml z
    """.split()  # noqa: SIM905
)
"""Last labels in lower case; none of them is a top-level domain."""

SYSTEM = frozenset(
    """
advapi32.dll amsi.dll at.exe atbroker.exe autorun.inf bcdedit.exe bitsadmin.exe certutil.exe cmd.exe cmstp.exe
comsvcs.dll conhost.exe control.exe cscript.exe csrss.exe cvtres.exe dllhost.exe dnsapi.dll eqnedt32.exe
excel.exe explorer.exe firefox.exe chrome.exe forfiles.exe gdi32.dll hh.exe iexplore.exe index.html index.php
installutil.exe ipconfig.exe kernel32.dll kernelbase.dll lsass.exe msbuild.exe mscoree.dll mscorlib.dll mshta.exe
msedge.exe msiexec.exe msvcrt.dll net.exe net1.exe netsh.exe netstat.exe notepad.exe ntdll.dll ntds.dit
nslookup.exe odbcconf.exe outlook.exe ping.exe powerpnt.exe powershell.exe reg.exe regasm.exe regedit.exe
regsvcs.exe regsvr32.exe robots.txt rundll32.exe runonce.exe sc.exe schtasks.exe services.exe shell32.dll
smss.exe spoolsv.exe svchost.exe systeminfo.exe taskhost.exe tasklist.exe taskkill.exe taskmgr.exe urlmon.dll
user32.dll userinit.exe vbc.exe vssadmin.exe wermgr.exe werfault.exe wevtutil.exe whoami.exe wininet.dll
wininit.exe winlogon.exe winword.exe wmic.exe wmiprvse.exe ws2_32.dll wscript.exe wusa.exe
    """.split()  # noqa: SIM905
)
"""Names in lower case of files that a harmless system has as well; an intruder's file may bear such a name too."""
CODE = frozenset(
    {"node.js", "vue.js", "next.js", "react.js", "angular.js", "express.js", "three.js", "socket.js"}
)
"""Names of libraries that are written like files."""
